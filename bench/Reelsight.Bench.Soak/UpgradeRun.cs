using System.Globalization;
using Microsoft.Data.Sqlite;
using Reelsight.Storage;
using Reelsight.TestSupport;

namespace Reelsight.Bench.Soak;

/// <summary>Kills servers while they upgrade a data folder of the first schema; it is upgraded in the end, with every row.</summary>
public static class UpgradeRun
{
    private const int Rows = 20_000;

    /// <summary>Runs.</summary>
    /// <param name="kills">How often.</param>
    /// <param name="seed">Decides when.</param>
    public static async Task<SoakReport> RunAsync(int kills, int seed)
    {
        using var folder = new TemporaryFolder();
        var (random, violations) = (new Random(seed), new List<string>());
        var path = folder.Combine("reelsight.db");
        Create(path);
        for (var kill = 0; kill < kills; kill++)
        {
            using var server = ServerProcess.Begin(folder.Path);
            await Task.Delay(random.Next(150, 900));
            await server.KillAsync();
            var version = Read(path, "SELECT MAX(version) FROM schema_versions");
            var tables = Read(path, "SELECT COUNT(*) FROM sqlite_schema WHERE name IN ('resources', 'annotations')");
            if (version == 1 != (tables == 0))
            {
                violations.Add($"schema {version} has {tables} of the newer tables");
            }
        }
        using (ReelsightStores.Open(folder.Path, TimeProvider.System))
        {
            var rows = Read(path, "SELECT COUNT(*) FROM assets");
            var counted = Read(path, "SELECT COALESCE(SUM(assets), 0) FROM asset_counts");
            if (rows != Rows || counted != Rows)
            {
                violations.Add($"after the upgrade there are {rows} rows, counted as {counted}, instead of {Rows}");
            }
        }
        return new SoakReport([("kills while upgrading from the first schema", kills.ToString(CultureInfo.InvariantCulture))], violations);
    }

    private static void Create(string path)
    {
        var assembly = typeof(StorageServiceCollectionExtensions).Assembly;
        var first = assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith("migrations/", StringComparison.Ordinal))
            .Order()
            .First();
        using var sql = new StreamReader(assembly.GetManifestResourceStream(first)!);
        Execute(
            path,
            $"""
            PRAGMA journal_mode = WAL;
            CREATE TABLE schema_versions (version INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT;
            {sql.ReadToEnd()}
            INSERT INTO schema_versions VALUES (1, 0);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Rows})
            INSERT INTO assets (tenant_id, id, method, status, filename, file_type, hls, thumbnail, created_at, updated_at)
            SELECT 'default', printf('%024x', i), 0, 1, 'clip.mp4', 'video/mp4', 0, 0, 0, 0 FROM n;
            """
        );
    }

    private static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Read(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
