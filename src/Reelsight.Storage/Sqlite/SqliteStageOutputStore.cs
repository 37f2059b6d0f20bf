using Dapper;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteStageOutputStore(SqliteDatabase database) : IStageOutputStore
{
    public Task<byte[]?> FindAsync(string tenantId, string contentHash, string stage, string version, CancellationToken ct) =>
        database.ReadAsync(
            c =>
                c.ExecuteScalar<byte[]?>(
                    """
                    SELECT output FROM stage_outputs
                    WHERE tenant_id = @tenantId AND content_hash = @contentHash AND stage = @stage AND version = @version
                    """,
                    new
                    {
                        tenantId,
                        contentHash,
                        stage,
                        version,
                    }
                ),
            ct
        );

    // Outputs are immutable: the first one stored stays.
    public Task PutAsync(string tenantId, string contentHash, string stage, string version, byte[] output, CancellationToken ct) =>
        database.WriteAsync(
            c =>
                c.Execute(
                    """
                    INSERT INTO stage_outputs (tenant_id, content_hash, stage, version, output)
                    VALUES (@tenantId, @contentHash, @stage, @version, @output) ON CONFLICT DO NOTHING
                    """,
                    new
                    {
                        tenantId,
                        contentHash,
                        stage,
                        version,
                        output,
                    }
                ),
            ct
        );

    public Task DeleteAsync(string tenantId, string stage, string version, CancellationToken ct) =>
        database.WriteAsync(
            c =>
                c.Execute(
                    "DELETE FROM stage_outputs WHERE tenant_id = @tenantId AND stage = @stage AND version = @version",
                    new
                    {
                        tenantId,
                        stage,
                        version,
                    }
                ),
            ct
        );
}
