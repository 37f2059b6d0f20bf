using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Reelsight.Core.Errors;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteIndexStore(SqliteDatabase database) : IIndexStore
{
    public Task AddAsync(IndexRecord index, CancellationToken ct) => database.WriteAsync(c => WriteUniqueName(index.Name, () => c.Execute(
                        """
                        INSERT INTO indexes (tenant_id, id, name, models, addons, revision, created_at, updated_at)
                        VALUES (@TenantId, @Id, @Name, @Models, @Addons, @Revision, @CreatedAt, @UpdatedAt)
                        """,
                        index
                    )), ct);

    public Task<IndexRecord?> FindAsync(string tenantId, string indexId, CancellationToken ct) =>
        database.ReadAsync(
            c =>
                c.QuerySingleOrDefault<IndexRecord>(
                    "SELECT * FROM index_rows WHERE tenant_id = @tenantId AND id = @indexId",
                    new { tenantId, indexId }
                ),
            ct
        );

    public Task<Page<IndexRecord>> ListAsync(string tenantId, IndexQuery query, CancellationToken ct)
    {
        var where = new WhereClause(tenantId);
        where.Add("id NOT GLOB @stores", "stores", KnowledgeStoreRecord.IdPrefix + "_*");
        where.AddIf("name = @name", "name", query.Name);
        where.AddIf("created_at >= @created_from", "created_from", query.CreatedFrom?.UtcTicks);
        where.AddIf("updated_at >= @updated_from", "updated_from", query.UpdatedFrom?.UtcTicks);
        where.AddIf(
            "EXISTS (SELECT 1 FROM json_each(models) m WHERE substr(m.value ->> 'name', 1, length(@family)) = @family)",
            "family",
            query.ModelFamily
        );
        if (query.ModelOptions is { Count: > 0 } options)
        {
            where.Add(
                """
                NOT EXISTS (SELECT 1 FROM json_each(@options) wanted WHERE wanted.value NOT IN (
                  SELECT o.value FROM json_each(models) m, json_each(m.value, '$.options') o))
                """,
                "options",
                JsonSerializer.Serialize(options, StorageJson.Default.IReadOnlyListString)
            );
        }
        return database.ReadAsync(c => where.ReadPage<IndexRecord>(c, "indexes", "index_rows", query.Sort, query.Window), ct);
    }

    public Task<bool> RenameAsync(string tenantId, string indexId, string name, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(c => WriteUniqueName(name, () => c.Execute(
                        "UPDATE indexes SET name = @name, updated_at = @now WHERE tenant_id = @tenantId AND id = @indexId",
                        new
                        {
                            tenantId,
                            indexId,
                            name,
                            now,
                        }
                    )) > 0, ct);

    public Task<bool> DeleteAsync(string tenantId, string indexId, CancellationToken ct) =>
        database.WriteAsync(
            c =>
            {
                var key = new { tenantId, indexId };
                var videos = c.Query<VideoRecord>("SELECT * FROM videos WHERE tenant_id = @tenantId AND index_id = @indexId", key).AsList();
                Cascades.DeleteVideos(c, tenantId, videos);
                c.Execute("DELETE FROM tasks WHERE tenant_id = @tenantId AND index_id = @indexId", key);
                c.Execute("DELETE FROM video_counts WHERE tenant_id = @tenantId AND index_id = @indexId", key);
                return c.Execute("DELETE FROM indexes WHERE tenant_id = @tenantId AND id = @indexId", key) > 0;
            },
            ct
        );

    public long? FindRevision(string tenantId, string indexId) =>
        database.Read(c =>
            c.ExecuteScalar<long?>("SELECT revision FROM indexes WHERE tenant_id = @tenantId AND id = @indexId", new { tenantId, indexId })
        );

    public Task<IReadOnlyList<(string TenantId, string IndexId)>> ListAllAsync(CancellationToken ct) =>
        database.ReadAsync(
            c =>
                (IReadOnlyList<(string, string)>)
                    c.Query<(string, string)>("SELECT tenant_id, id FROM indexes ORDER BY created_at, id").AsList(),
            ct
        );

    private static int WriteUniqueName(string name, Func<int> write)
    {
        try
        {
            return write();
        }
        catch (SqliteException e) when (e.SqliteExtendedErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT_UNIQUE)
        {
            throw new DuplicateNameException(name);
        }
    }
}
