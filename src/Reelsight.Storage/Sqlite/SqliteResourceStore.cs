using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dapper;
using Microsoft.Data.Sqlite;
using Reelsight.Core.Errors;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteResourceStore<T>(SqliteDatabase database, string kind, JsonTypeInfo<T> type, bool uniqueNames = false)
    : IResourceStore<T>
    where T : class, IResource
{
    private const int ConstraintUnique = 2067,
        ConstraintForeignKey = 787;

    public Task AddAsync(IReadOnlyList<T> resources, IReadOnlyList<JobRequest> jobs, CancellationToken ct) =>
        WriteAsync(
            c =>
            {
                foreach (var resource in resources)
                {
                    MapConstraintErrors(resource, () => c.Execute(
                            """
                            INSERT INTO resources (tenant_id, kind, id, parent_id, name, unique_name, state, body, created_at, updated_at)
                            VALUES (@TenantId, @kind, @Id, @ParentId, @Name, @unique, @State, @body, @CreatedAt, @UpdatedAt)
                            """,
                            ToRow(resource)
                        ));
                    InsertLinks(c, resource);
                }
                return true;
            },
            jobs,
            () => resources[0].CreatedAt,
            ct
        );

    public Task<T?> FindAsync(string tenantId, string id, CancellationToken ct) => database.ReadAsync(c => Find(c, tenantId, id), ct);

    public Task<Page<T>> ListAsync(string tenantId, ResourceFilter filter, SortOrder sort, PageWindow window, CancellationToken ct) =>
        database.ReadAsync(
            c =>
            {
                var page = BuildWhere(tenantId, filter).ReadPage<BodyRow>(c, "resources", "resources", sort, window);
                return new Page<T>([.. page.Rows.Select(row => Deserialize(row.Body))], page.Total);
            },
            ct
        );

    public Task<IReadOnlyList<T>> ListAllAsync(string tenantId, ResourceFilter filter, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<T>>(
            c => [.. BuildWhere(tenantId, filter).ReadAll<BodyRow>(c, "resources").Select(row => Deserialize(row.Body))],
            ct
        );

    public Task<int> CountAsync(string tenantId, ResourceFilter filter, CancellationToken ct) =>
        database.ReadAsync(c => BuildWhere(tenantId, filter).Count(c, "resources"), ct);

    public Task<T?> UpdateAsync(string tenantId, string id, Func<T, T> change, IReadOnlyList<JobRequest> jobs, CancellationToken ct)
    {
        T? changed = null;
        return WriteAsync(
            c =>
            {
                if (Find(c, tenantId, id) is not { } present)
                {
                    return null;
                }
                changed = change(present);
                MapConstraintErrors(changed, () => c.Execute(
                        """
                        UPDATE resources SET name = @Name, unique_name = @unique, state = @State, body = @body, updated_at = @UpdatedAt
                        WHERE tenant_id = @TenantId AND id = @Id
                        """,
                        ToRow(changed)
                    ));
                if (!present.Links.SequenceEqual(changed.Links, StringComparer.Ordinal))
                {
                    c.Execute("DELETE FROM resource_links WHERE tenant_id = @tenantId AND resource_id = @id", new { tenantId, id });
                    InsertLinks(c, changed);
                }
                return changed;
            },
            jobs,
            () => changed?.UpdatedAt,
            ct
        );
    }

    public Task<bool> DeleteAsync(string tenantId, string id, Action<T>? check, CancellationToken ct) =>
        database.WriteAsync(
            c =>
            {
                if (Find(c, tenantId, id) is not { } present)
                {
                    return false;
                }
                check?.Invoke(present);
                return c.Execute("DELETE FROM resources WHERE tenant_id = @tenantId AND id = @id", new { tenantId, id }) > 0;
            },
            ct
        );

    public Task PurgeAsync(DateTimeOffset createdBefore, CancellationToken ct) =>
        database.WriteAsync(
            c => c.Execute("DELETE FROM resources WHERE kind = @kind AND created_at < @createdBefore", new { kind, createdBefore }),
            ct
        );

    public Task<IReadOnlyList<T>> PurgeAsync(
        DateTimeOffset changedBefore,
        IReadOnlyList<string> states,
        bool withoutParent,
        CancellationToken ct
    ) =>
        database.WriteAsync<IReadOnlyList<T>>(
            c =>
                [
                    .. c.Query<string>(
                            """
                            DELETE FROM resources
                            WHERE kind = @kind AND state IN (SELECT value FROM json_each(@among)) AND updated_at < @changedBefore
                              AND (parent_id IS NULL OR NOT @withoutParent)
                            RETURNING body
                            """,
                            new
                            {
                                kind,
                                among = JsonSerializer.Serialize(states, StorageJson.Default.IReadOnlyListString),
                                changedBefore,
                                withoutParent,
                            }
                        )
                        .Select(Deserialize),
                ],
            ct
        );

    // Jobs are added only when the resource was found.
    private async Task<TResult> WriteAsync<TResult>(
        Func<SqliteConnection, TResult> work,
        IReadOnlyList<JobRequest> jobs,
        Func<DateTimeOffset?> due,
        CancellationToken ct
    )
    {
        var added = false;
        var result = await database.WriteAsync(
            c =>
            {
                var done = work(c);
                if (jobs.Count > 0 && due() is { } now)
                {
                    foreach (var job in jobs)
                    {
                        SqliteJobQueue.Insert(c, job, now);
                    }
                    added = true;
                }
                return done;
            },
            ct
        );
        if (added)
        {
            database.JobSignal.NotifyEnqueued();
        }
        return result;
    }

    private T? Find(SqliteConnection connection, string tenantId, string id) =>
        connection.QuerySingleOrDefault<string>(
            "SELECT body FROM resources WHERE tenant_id = @tenantId AND id = @id AND kind = @kind",
            new
            {
                tenantId,
                id,
                kind,
            }
        )
            is { } body
            ? Deserialize(body)
            : null;

    private WhereClause BuildWhere(string tenantId, ResourceFilter filter)
    {
        var where = new WhereClause(tenantId);
        where.Add("kind = @kind", "kind", kind);
        where.AddIds(filter.Ids);
        where.AddIf("parent_id = @parent", "parent", filter.ParentId);
        where.AddAnyOf("state", "states", filter.States);
        where.AddIf("name = @name", "name", filter.Name);
        where.AddIf("id IN (SELECT resource_id FROM resource_links WHERE tenant_id = @tenant AND link = @link)", "link", filter.LinkedTo);
        where.AddIf("created_at >= @created_from", "created_from", filter.CreatedFrom?.UtcTicks);
        where.AddIf("created_at < @created_before", "created_before", filter.CreatedBefore?.UtcTicks);
        AddField(where, "api", filter.Api);
        AddField(where, "analysis_mode", filter.AnalysisMode);
        AddField(where, "video_url", filter.VideoUrl);
        AddField(where, "asset_id", filter.AssetId);
        return where;
    }

    // Records are stored as JSON with snake_case names.
    private static void AddField(WhereClause where, string field, string? value) =>
        where.AddIf($"json_extract(body, '$.{field}') = @field_{field}", $"field_{field}", value);

    private object ToRow(T resource) =>
        new
        {
            resource.TenantId,
            kind,
            resource.Id,
            resource.ParentId,
            resource.Name,
            resource.State,
            resource.CreatedAt,
            resource.UpdatedAt,
            unique = uniqueNames ? resource.Name : null,
            body = JsonSerializer.Serialize(resource, type),
        };

    private static void InsertLinks(SqliteConnection connection, T resource)
    {
        foreach (var link in resource.Links.Distinct(StringComparer.Ordinal))
        {
            connection.Execute(
                "INSERT INTO resource_links VALUES (@TenantId, @Id, @link)",
                new
                {
                    resource.TenantId,
                    resource.Id,
                    link,
                }
            );
        }
    }

    private T Deserialize(string body) => JsonSerializer.Deserialize(body, type)!;

    private static void MapConstraintErrors(T resource, Action write)
    {
        try
        {
            write();
        }
        catch (SqliteException e) when (e.SqliteExtendedErrorCode == ConstraintUnique)
        {
            throw new DuplicateNameException(resource.Name ?? resource.Id);
        }
        catch (SqliteException e) when (e.SqliteExtendedErrorCode == ConstraintForeignKey)
        {
            throw new ParentMissingException(e);
        }
    }

    private sealed record BodyRow(string Body)
    {
        public BodyRow()
            : this("") { }
    }
}
