using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Reelsight.Storage.Errors;

namespace Reelsight.Storage.Sqlite;

/// <summary>Brings a database to the newest schema: numbered SQL files in this assembly, each applied once, all or nothing.</summary>
internal static class SchemaMigrator
{
    private const string Folder = "migrations/";

    public static void Apply(SqliteConnection connection, TimeProvider time)
    {
        var known = LoadMigrations();
        // The lock is taken before the version is read, so two processes that open a new file do not both create it.
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            connection.Execute(
                "CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT"
            );
            var found = connection.ExecuteScalar<int>("SELECT COALESCE(MAX(version), 0) FROM schema_versions");
            if (found > known[^1].Version)
            {
                throw new NewerSchemaException(found, known[^1].Version);
            }
            foreach (var (version, sql) in known.Where(m => m.Version > found))
            {
                connection.Execute(sql);
                connection.Execute("INSERT INTO schema_versions VALUES (@version, @now)", new { version, now = time.GetUtcNow() });
            }
            connection.Execute("COMMIT TRANSACTION");
        }
        catch
        {
            // Some errors (a full disk) have already ended the transaction.
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
            {
                connection.Execute("ROLLBACK TRANSACTION");
            }
            throw;
        }
    }

    private static List<(int Version, string Sql)> LoadMigrations()
    {
        var assembly = typeof(SchemaMigrator).Assembly;
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return (int.Parse(name.AsSpan(Folder.Length, 4), CultureInfo.InvariantCulture), reader.ReadToEnd());
            })
            .OrderBy(m => m.Item1)
            .ToList();
    }
}
