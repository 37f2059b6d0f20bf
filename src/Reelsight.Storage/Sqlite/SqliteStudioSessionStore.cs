using Dapper;
using Microsoft.Data.Sqlite;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

internal sealed class SqliteStudioSessionStore(SqliteDatabase database) : IStudioSessionStore
{
    private const string Columns = "id, tenant_id, key_id, person_id, created_at, expires_at, last_seen_at, address, user_agent";
    private const string Condition = """
        tenant_id = @TenantId AND (@Id IS NULL OR id = @Id) AND (@ExceptId IS NULL OR id <> @ExceptId)
        AND (@KeyId IS NULL OR key_id = @KeyId) AND (@PersonId IS NULL OR person_id = @PersonId)
        """;
    private const int ConstraintForeignKey = 787;

    public StudioSessionRecord? Find(string secret, DateTimeOffset now) =>
        database.Read(c =>
            c.QuerySingleOrDefault<StudioSessionRecord>(
                $"SELECT {Columns} FROM studio_sessions WHERE secret_hash = @hash AND expires_at > @now",
                new { hash = SecretHash.Compute(secret), now }
            )
        );

    public Task<bool> AddAsync(StudioSessionRecord session, string secret, CancellationToken ct) =>
        database.WriteAsync(
            c =>
            {
                c.Execute("DELETE FROM studio_sessions WHERE expires_at <= @CreatedAt", session);
                try
                {
                    c.Execute(
                        $"""
                        INSERT INTO studio_sessions (secret_hash, {Columns})
                        VALUES (@hash, @Id, @TenantId, @KeyId, @PersonId, @CreatedAt, @ExpiresAt, @LastSeenAt, @Address, @UserAgent)
                        """,
                        new
                        {
                            hash = SecretHash.Compute(secret),
                            session.Id,
                            session.TenantId,
                            session.KeyId,
                            session.PersonId,
                            session.CreatedAt,
                            session.ExpiresAt,
                            session.LastSeenAt,
                            session.Address,
                            session.UserAgent,
                        }
                    );
                    return true;
                }
                catch (SqliteException e) when (e.SqliteExtendedErrorCode == ConstraintForeignKey)
                {
                    return false;
                }
            },
            ct
        );

    public Task<Page<StudioSessionRecord>> ListAsync(
        StudioSessionFilter filter,
        DateTimeOffset now,
        PageWindow window,
        CancellationToken ct
    ) =>
        database.ReadAsync(
            c =>
                SqlPage.Read<StudioSessionRecord>(
                    c,
                    Columns,
                    "studio_sessions",
                    $"{Condition} AND expires_at > @now",
                    "created_at DESC, id DESC",
                    new
                    {
                        filter.TenantId,
                        filter.Id,
                        filter.ExceptId,
                        filter.KeyId,
                        filter.PersonId,
                        now,
                    },
                    window
                ),
            ct
        );

    public Task<int> DeleteAsync(StudioSessionFilter filter, CancellationToken ct) =>
        database.WriteAsync(c => c.Execute($"DELETE FROM studio_sessions WHERE {Condition}", filter), ct);

    public Task NoteUseAsync(IReadOnlyDictionary<string, DateTimeOffset> uses, CancellationToken ct) =>
        database.WriteAsync(
            c =>
                c.Execute(
                    "UPDATE studio_sessions SET last_seen_at = @at WHERE id = @id",
                    uses.Select(use => new { id = use.Key, at = use.Value })
                ),
            ct
        );
}
