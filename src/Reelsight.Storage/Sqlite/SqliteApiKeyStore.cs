using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

/// <summary>
/// Stores keys as plain SHA-256 hashes. Slow, salted hashes protect secrets that people choose; a key has 256 random bits, which cannot be
/// guessed however fast the hash is, and a fast hash can be checked on every request. The lookup compares hashes, so its timing reveals
/// nothing about a key.
/// </summary>
internal sealed class SqliteApiKeyStore : IApiKeyStore
{
    private readonly SqliteDatabase _database;
    private readonly ConcurrentDictionary<string, string> _tenantByHash = new(StringComparer.Ordinal);

    public SqliteApiKeyStore(SqliteDatabase database)
    {
        _database = database;
        foreach (var (hash, tenant) in database.Read(c => c.Query<(string, string)>("SELECT key_hash, tenant_id FROM api_keys").AsList()))
        {
            _tenantByHash[hash] = tenant;
        }
    }

    public bool HasAny => !_tenantByHash.IsEmpty;

    public string? FindTenant(string apiKey)
    {
        var hash = Hash(apiKey);
        if (_tenantByHash.TryGetValue(hash, out var tenant))
        {
            return tenant;
        }
        // Another process (the command line) may have added the key since.
        tenant = _database.Read(c => c.ExecuteScalar<string?>("SELECT tenant_id FROM api_keys WHERE key_hash = @hash", new { hash }));
        if (tenant is not null)
        {
            _tenantByHash[hash] = tenant;
        }
        return tenant;
    }

    public async Task AddAsync(string tenantId, string apiKey, DateTimeOffset now, CancellationToken ct)
    {
        var hash = Hash(apiKey);
        var owner = await _database.WriteAsync(
            c =>
            {
                c.Execute("INSERT INTO tenants (id, created_at) VALUES (@tenantId, @now) ON CONFLICT DO NOTHING", new { tenantId, now });
                c.Execute(
                    "INSERT INTO api_keys (key_hash, tenant_id, created_at) VALUES (@hash, @tenantId, @now) ON CONFLICT DO NOTHING",
                    new
                    {
                        hash,
                        tenantId,
                        now,
                    }
                );
                return c.ExecuteScalar<string>("SELECT tenant_id FROM api_keys WHERE key_hash = @hash", new { hash })!;
            },
            ct
        );
        _tenantByHash[hash] = owner;
    }

    private static string Hash(string apiKey) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(apiKey)));
}
