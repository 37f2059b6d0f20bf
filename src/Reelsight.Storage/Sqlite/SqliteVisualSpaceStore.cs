using Dapper;
using Microsoft.Data.Sqlite;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteVisualSpaceStore(SqliteDatabase database) : IVisualSpaceStore
{
    private const string Missing = """
        FROM described d JOIN searched_spaces s ON s.tenant_id = d.tenant_id AND s.space = d.space
        WHERE d.tenant_id = @tenantId AND NOT EXISTS (
          SELECT 1 FROM described o WHERE o.tenant_id = d.tenant_id AND o.content_hash = d.content_hash AND o.space = @space)
        """;

    public string? FindActive(string tenantId) => database.Read(c => FindActive(c, tenantId));

    public Task<IReadOnlyList<VisualSpaceProgress>> ListAsync(string tenantId, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<VisualSpaceProgress>>(
            c =>
            {
                var searched = FindActive(c, tenantId);
                var total = c.ExecuteScalar<int>(
                    "SELECT COUNT(*) FROM described WHERE tenant_id = @tenantId AND space = @searched",
                    new { tenantId, searched }
                );
                return
                [
                    .. c.Query<(string Space, int Done, int Failed)>(
                            """
                            SELECT d.space, COUNT(o.id), COUNT(CASE WHEN o.id IS NOT NULL THEN d.failure END)
                            FROM described d
                            LEFT JOIN described o ON o.tenant_id = d.tenant_id AND o.content_hash = d.content_hash AND o.space = @searched
                            WHERE d.tenant_id = @tenantId GROUP BY d.space ORDER BY d.space
                            """,
                            new { tenantId, searched }
                        )
                        .Select(row => new VisualSpaceProgress(row.Space, row.Done, row.Failed, total)),
                ];
            },
            ct
        );

    public Task<IReadOnlyList<VisualSpaceFailure>> ListFailuresAsync(string tenantId, string space, int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<VisualSpaceFailure>>(
            c =>
                [
                    .. c.Query<(string VideoId, string Filename, string Reason)>(
                            """
                            SELECT v.id, v.filename, d.failure
                            FROM described d JOIN videos v ON v.tenant_id = d.tenant_id AND v.content_hash = d.content_hash
                            WHERE d.tenant_id = @tenantId AND d.space = @space AND d.failure IS NOT NULL AND v.status = @ready
                            ORDER BY d.id, v.id LIMIT @limit
                            """,
                            new
                            {
                                tenantId,
                                space,
                                ready = VideoStatus.Ready,
                                limit,
                            }
                        )
                        .Select(row => new VisualSpaceFailure(row.VideoId, row.Filename, row.Reason)),
                ],
            ct
        );

    public Task<DescriptionVersion?> FindNextMissingAsync(string tenantId, string space, CancellationToken ct) =>
        database.ReadAsync(
            c =>
                c.Query<(string Hash, string Version)>(
                        $"SELECT d.content_hash, d.version {Missing} ORDER BY d.id LIMIT 1",
                        new { tenantId, space }
                    )
                    .Select(row => new DescriptionVersion(row.Hash, row.Version))
                    .FirstOrDefault(),
            ct
        );

    public Task<bool> ActivateAsync(string tenantId, string space, bool isManual, CancellationToken ct) =>
        database.WriteAsync(
            c =>
            {
                if (c.ExecuteScalar<bool>($"SELECT EXISTS (SELECT 1 {Missing})", new { tenantId, space }))
                {
                    return false;
                }
                var changed = c.Execute(
                    """
                    UPDATE searched_spaces SET declined = CASE WHEN @isManual THEN space END, space = @space
                    WHERE tenant_id = @tenantId AND space <> @space AND (@isManual OR declined IS NULL OR declined <> @space)
                    """,
                    new
                    {
                        tenantId,
                        space,
                        isManual,
                    }
                );
                if (changed > 0)
                {
                    c.Execute("UPDATE indexes SET revision = revision + 1 WHERE tenant_id = @tenantId", new { tenantId });
                }
                return FindActive(c, tenantId) == space;
            },
            ct
        );

    public Task<bool> DropAsync(string tenantId, string space, CancellationToken ct) =>
        database.WriteAsync(
            c =>
            {
                if (FindActive(c, tenantId) == space)
                {
                    return false;
                }
                var hashes = c.Query<string>(
                        "SELECT content_hash FROM described WHERE tenant_id = @tenantId AND space = @space",
                        new { tenantId, space }
                    )
                    .AsList();
                foreach (var contentHash in hashes)
                {
                    Cascades.DeleteDescriptions(c, tenantId, contentHash, space);
                }
                return hashes.Count > 0;
            },
            ct
        );

    public Task<IReadOnlyList<string>> ListTenantsAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<string>>(
            c => [.. c.Query<string>("SELECT tenant_id FROM searched_spaces ORDER BY tenant_id")],
            ct
        );

    private static string? FindActive(SqliteConnection connection, string tenantId) =>
        connection.ExecuteScalar<string?>("SELECT space FROM searched_spaces WHERE tenant_id = @tenantId", new { tenantId });
}
