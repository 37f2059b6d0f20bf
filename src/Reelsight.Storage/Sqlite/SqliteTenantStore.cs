using Dapper;
using Microsoft.Data.Sqlite;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

internal sealed class SqliteTenantStore(SqliteDatabase database) : ITenantStore
{
    private const string Columns =
        "id, name, created_at, suspended_at, removed_at, max_storage_bytes, max_indexed_minutes, max_requests_per_day";

    public TenantRecord? Find(string id) => database.Read(c => Find(c, id));

    public Task AddAsync(TenantRecord tenant, CancellationToken ct) =>
        database.WriteAsync(
            c =>
                c.Execute(
                    $"""
                    INSERT INTO tenants ({Columns})
                    VALUES (@Id, @Name, @CreatedAt, @SuspendedAt, @RemovedAt, @MaxStorageBytes, @MaxIndexedMinutes, @MaxRequestsPerDay)
                    """,
                    tenant
                ),
            ct
        );

    public Task<Page<TenantRecord>> ListAsync(PageWindow window, CancellationToken ct) =>
        database.ReadAsync(c => SqlPage.Read<TenantRecord>(c, Columns, "tenants", "TRUE", "created_at, id", new { }, window), ct);

    public Task<IReadOnlyList<TenantRecord>> ListRemovedAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<TenantRecord>>(
            c => c.Query<TenantRecord>($"SELECT {Columns} FROM tenants WHERE removed_at IS NOT NULL").AsList(),
            ct
        );

    public Task<TenantRecord?> UpdateAsync(string id, Func<TenantRecord, TenantRecord> change, CancellationToken ct) =>
        database.WriteAsync(
            c =>
            {
                if (Find(c, id) is not { } present)
                {
                    return null;
                }

                var changed = change(present);
                c.Execute(
                    """
                    UPDATE tenants SET name = @Name, suspended_at = @SuspendedAt, removed_at = @RemovedAt,
                      max_storage_bytes = @MaxStorageBytes, max_indexed_minutes = @MaxIndexedMinutes,
                      max_requests_per_day = @MaxRequestsPerDay
                    WHERE id = @Id
                    """,
                    changed
                );
                return changed;
            },
            ct
        );

    public TenantUsage GetUsage(string id, DateTimeOffset now) =>
        database.Read(c => new TenantUsage(
            c.ExecuteScalar<long>(
                """
                SELECT COALESCE(SUM(size), 0) FROM (
                  SELECT MAX(size_bytes) AS size FROM assets WHERE tenant_id = @id AND content_hash IS NOT NULL GROUP BY content_hash)
                """,
                new { id }
            )
                + c.ExecuteScalar<long>(
                    """
                    SELECT COALESCE(SUM(json_extract(body, '$.total_bytes')), 0) FROM resources
                    WHERE tenant_id = @id AND kind = @kind AND state = @state AND created_at > @since
                    """,
                    new
                    {
                        id,
                        kind = ResourceKinds.Upload,
                        state = UploadRecord.Active,
                        since = now - UploadRecord.MaxAge,
                    }
                ),
            c.ExecuteScalar<double>(
                "SELECT COALESCE(SUM(duration_us), 0) / 1000000.0 FROM video_counts WHERE tenant_id = @id AND status <> @failed",
                new { id, failed = VideoStatus.Failed }
            )
        ));

    public Task DeleteRecordsAsync(string id, CancellationToken ct) =>
        database.WriteAsync(
            c =>
            {
                DeleteRecords(c, id);
                return true;
            },
            ct
        );

    public Task DeleteAsync(string id, CancellationToken ct) =>
        database.WriteAsync(
            c =>
            {
                DeleteRecords(c, id);
                return c.Execute("DELETE FROM tenants WHERE id = @id", new { id });
            },
            ct
        );

    private static TenantRecord? Find(SqliteConnection connection, string id) =>
        connection.QuerySingleOrDefault<TenantRecord>($"SELECT {Columns} FROM tenants WHERE id = @id", new { id });

    // Whatever table has a tenant's column is asked, so that none that comes later can be forgotten.
    private static void DeleteRecords(SqliteConnection connection, string id)
    {
        connection.Execute("PRAGMA defer_foreign_keys = ON");
        var hashes = connection.Query<string>("SELECT DISTINCT content_hash FROM described WHERE tenant_id = @id", new { id }).AsList();
        foreach (var hash in hashes)
        {
            Cascades.DeleteDescriptions(connection, id, hash);
        }

        var tables = connection
            .Query<string>(
                """
                SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'tenant_id' WHERE m.type = 'table'
                """
            )
            .AsList();
        foreach (var table in tables)
        {
            connection.Execute($"DELETE FROM {table} WHERE tenant_id = @id", new { id });
        }
    }
}
