using System.Text.Json;
using Dapper;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

internal sealed class SqliteAuditStore(SqliteDatabase database) : IAuditStore
{
    private const string Columns = "id, tenant_id, at, action, actor, actor_id, subject, address, request_id, count";

    public Task AddAsync(IReadOnlyList<AuditEventRecord> events, CancellationToken ct) =>
        database.WriteAsync(
            c =>
                c.Execute(
                    $"""
                    INSERT INTO audit_events ({Columns})
                    VALUES (@Id, @TenantId, @At, @Action, @Actor, @ActorId, @Subject, @Address, @RequestId, @Count)
                    """,
                    events
                ),
            ct
        );

    public Task<Page<AuditEventRecord>> ListAsync(AuditFilter filter, PageWindow window, CancellationToken ct) =>
        database.ReadAsync(
            c =>
                SqlPage.Read<AuditEventRecord>(
                    c,
                    Columns,
                    "audit_events",
                    """
                    tenant_id = @TenantId AND (@Action IS NULL OR action = @Action) AND (@From IS NULL OR at >= @From)
                    AND (@Before IS NULL OR at < @Before)
                    """,
                    "seq DESC",
                    filter,
                    window
                ),
            ct
        );

    public Task PurgeAsync(DateTimeOffset before, IReadOnlyList<string> bounded, int kept, CancellationToken ct) =>
        database.WriteAsync(
            c =>
                c.Execute(
                    """
                    DELETE FROM audit_events WHERE at < @before;
                    DELETE FROM audit_events WHERE seq IN (
                      SELECT seq FROM audit_events WHERE action IN (SELECT value FROM json_each(@actions))
                      ORDER BY seq DESC LIMIT -1 OFFSET @kept)
                    """,
                    new
                    {
                        before,
                        kept,
                        actions = JsonSerializer.Serialize(bounded, StorageJson.Default.IReadOnlyListString),
                    }
                ),
            ct
        );
}
