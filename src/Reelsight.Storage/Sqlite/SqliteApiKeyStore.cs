using Dapper;
using Microsoft.Data.Sqlite;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

internal sealed class SqliteApiKeyStore(SqliteDatabase database) : IApiKeyStore
{
    private const string Columns = "id, tenant_id, name, scopes, preset, created_at, expires_at, last_used_at";
    private const string Insert = """
        INSERT INTO api_keys (id, key_hash, tenant_id, name, scopes, preset, created_at, expires_at)
        VALUES (@Id, @hash, @TenantId, @Name, @Scopes, @Preset, @CreatedAt, @ExpiresAt)
        """;

    public bool HasPreset => database.Read(c => c.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM api_keys WHERE preset)"));

    public ApiKeyRecord? Find(string apiKey, DateTimeOffset now) =>
        FindOne("key_hash = @value AND (expires_at IS NULL OR expires_at > @now)", SecretHash.Compute(apiKey), now);

    public ApiKeyRecord? FindById(string id, DateTimeOffset now) =>
        FindOne("id = @value AND (expires_at IS NULL OR expires_at > @now)", id, now);

    public Task ReplacePresetAsync(ApiKeyRecord key, string apiKey, CancellationToken ct) =>
        database.WriteAsync(
            c =>
            {
                var hash = SecretHash.Compute(apiKey);
                AddTenant(c, key);
                c.Execute("DELETE FROM api_keys WHERE preset AND key_hash <> @hash", new { hash });
                return c.Execute(
                    Insert
                        + """
                         ON CONFLICT (key_hash) DO UPDATE
                        SET preset = 1, tenant_id = excluded.tenant_id, scopes = excluded.scopes, expires_at = NULL
                        """,
                    ToRow(key with { Preset = true, Scopes = AccessScopes.All, ExpiresAt = null }, hash)
                );
            },
            ct
        );

    public Task AddAsync(ApiKeyRecord key, string apiKey, CancellationToken ct) =>
        database.WriteAsync(
            c =>
            {
                AddTenant(c, key);
                return c.Execute(Insert, ToRow(key, SecretHash.Compute(apiKey)));
            },
            ct
        );

    public Task<Page<ApiKeyRecord>> ListAsync(string tenantId, PageWindow window, CancellationToken ct) =>
        database.ReadAsync(
            c =>
                SqlPage.Read<ApiKeyRecord>(
                    c,
                    Columns,
                    "api_keys",
                    "tenant_id = @tenantId",
                    "created_at DESC, id DESC",
                    new { tenantId },
                    window
                ),
            ct
        );

    public Task<bool> DeleteAsync(string tenantId, string id, Action<ApiKeyRecord>? check, CancellationToken ct) =>
        database.WriteAsync(
            c =>
            {
                var key = c.QuerySingleOrDefault<ApiKeyRecord>(
                    $"SELECT {Columns} FROM api_keys WHERE id = @id AND tenant_id = @tenantId",
                    new { id, tenantId }
                );
                if (key is null)
                {
                    return false;
                }

                check?.Invoke(key);
                return c.Execute("DELETE FROM api_keys WHERE id = @id", new { id }) > 0;
            },
            ct
        );

    public Task NoteUseAsync(IReadOnlyDictionary<string, DateTimeOffset> uses, CancellationToken ct) =>
        database.WriteAsync(
            c =>
                c.Execute(
                    "UPDATE api_keys SET last_used_at = @at WHERE id = @id",
                    uses.Select(use => new { id = use.Key, at = use.Value })
                ),
            ct
        );

    private static void AddTenant(SqliteConnection connection, ApiKeyRecord key) =>
        connection.Execute(
            "INSERT INTO tenants (id, name, created_at) VALUES (@TenantId, @TenantId, @CreatedAt) ON CONFLICT DO NOTHING",
            key
        );

    private static object ToRow(ApiKeyRecord key, string hash) =>
        new
        {
            key.Id,
            hash,
            key.TenantId,
            key.Name,
            key.Scopes,
            key.Preset,
            key.CreatedAt,
            key.ExpiresAt,
        };

    private ApiKeyRecord? FindOne(string condition, string value, DateTimeOffset now) =>
        database.Read(c => c.QuerySingleOrDefault<ApiKeyRecord>($"SELECT {Columns} FROM api_keys WHERE {condition}", new { value, now }));
}
