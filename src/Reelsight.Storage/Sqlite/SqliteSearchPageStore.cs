using Dapper;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteSearchPageStore(SqliteDatabase database) : ISearchPageStore
{
    public Task PutAsync(string tenantId, string token, byte[] results, DateTimeOffset expiresAt, CancellationToken ct) =>
        database.WriteAsync(
            c =>
                c.Execute(
                    """
                    INSERT OR REPLACE INTO search_pages (tenant_id, token, results, expires_at)
                    VALUES (@tenantId, @token, @results, @expiresAt)
                    """,
                    new
                    {
                        tenantId,
                        token,
                        results,
                        expiresAt,
                    }
                ),
            ct
        );

    public Task<(byte[] Results, DateTimeOffset ExpiresAt)?> FindAsync(
        string tenantId,
        string token,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        database.ReadAsync<(byte[], DateTimeOffset)?>(
            c =>
                c.Query<(byte[] Results, DateTimeOffset ExpiresAt)>(
                        "SELECT results, expires_at FROM search_pages WHERE tenant_id = @tenantId AND token = @token AND expires_at > @now",
                        new
                        {
                            tenantId,
                            token,
                            now,
                        }
                    )
                    .Select(row => ((byte[], DateTimeOffset)?)row)
                    .FirstOrDefault(),
            ct
        );

    public Task PurgeAsync(DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync(c => c.Execute("DELETE FROM search_pages WHERE expires_at <= @now", new { now }), ct);
}
