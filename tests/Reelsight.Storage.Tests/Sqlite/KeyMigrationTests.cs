using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;
using Reelsight.TestSupport;

namespace Reelsight.Storage.Tests.Sqlite;

/// <summary>
/// Keys of a database from before they had names are the settings' own, and the next start keeps the one that is set then.
/// </summary>
public sealed class KeyMigrationTests : IDisposable
{
    private const int LastBefore = 6;
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Old_keys_work_until_a_start_sets_another_and_those_of_other_tenants_stay()
    {
        CreateOldDatabase(("tlk_first_preset", "default"), ("tlk_second_preset", "default"), ("tlk_of_another", "other"));
        using var stores = ReelsightStores.Open(_folder.Path, _clock);
        var now = _clock.GetUtcNow();
        Assert.Equal(("default", AccessScopes.All), Describe(stores.ApiKeys.Find("tlk_first_preset", now)));
        Assert.Equal(("other", AccessScopes.All), Describe(stores.ApiKeys.Find("tlk_of_another", now)));
        Assert.Equal(["default", "other"], (await stores.Tenants.ListAsync(new PageWindow(1, 10), default)).Rows.Select(t => t.Name));

        var preset = new ApiKeyRecord
        {
            Id = stores.Ids.Next(),
            TenantId = "default",
            Name = "preset",
            Scopes = AccessScopes.All,
            CreatedAt = now,
        };
        await stores.ApiKeys.ReplacePresetAsync(preset, "tlk_second_preset", default);
        Assert.Null(stores.ApiKeys.Find("tlk_first_preset", now));
        Assert.True(stores.ApiKeys.Find("tlk_second_preset", now)?.Preset);
        Assert.NotNull(stores.ApiKeys.Find("tlk_of_another", now));
    }

    private static (string?, AccessScopes?) Describe(ApiKeyRecord? key) => (key?.TenantId, key?.Scopes);

    private void CreateOldDatabase(params (string Key, string Tenant)[] keys)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "reelsight.db")};Pooling=False");
        database.Open();
        Execute(database, "CREATE TABLE schema_versions (version INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT");
        var assembly = typeof(IApiKeyStore).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (
                name.StartsWith("migrations/", StringComparison.Ordinal)
                && int.Parse(name.AsSpan("migrations/".Length, 4), CultureInfo.InvariantCulture) is <= LastBefore and var version
            )
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                Execute(database, reader.ReadToEnd());
                Execute(database, $"INSERT INTO schema_versions VALUES ({version}, 0)");
            }
        }

        foreach (var (key, tenant) in keys)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
            Execute(database, $"INSERT INTO tenants VALUES ('{tenant}', 0) ON CONFLICT DO NOTHING");
            Execute(database, $"INSERT INTO api_keys VALUES ('{hash}', '{tenant}', 0)");
        }
    }

    private static void Execute(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
