using Dapper;
using Microsoft.Data.Sqlite;
using Reelsight.Storage.Errors;
using Reelsight.Storage.Stores;

namespace Reelsight.Storage.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteSnapshots(SqliteDatabase database) : IDatabaseSnapshots
{
    private const string Damaged =
        "The file reelsight.db is damaged, so that no whole copy can be made of it: restore an earlier backup (reelsight restore).";

    /// <inheritdoc/>
    public Task<int> WriteAsync(string path, CancellationToken ct) =>
        Task.Run(
            () =>
            {
                var temporary = $"{path}.part";
                File.Delete(temporary);
                try
                {
                    database.CopyTo(temporary);
                    int schema;
                    using (var copy = Open(temporary))
                    {
                        if (copy.ExecuteScalar<string>("PRAGMA quick_check(1)") != "ok")
                        {
                            throw new DataFolderException(Damaged, new InvalidDataException(Damaged));
                        }
                        schema = copy.ExecuteScalar<int>("SELECT MAX(version) FROM schema_versions");
                    }
                    using (var file = new FileStream(temporary, FileMode.Open, FileAccess.ReadWrite))
                    {
                        file.Flush(flushToDisk: true);
                    }
                    if (!OperatingSystem.IsWindows())
                    {
                        File.SetUnixFileMode(temporary, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                    }
                    File.Move(temporary, path, overwrite: true);
                    return schema;
                }
                catch (SqliteException e) when (SqliteErrors.Translate(e) is { } translated)
                {
                    throw translated;
                }
                finally
                {
                    File.Delete(temporary);
                }
            },
            ct
        );

    /// <inheritdoc/>
    public IReadOnlyList<(string TenantId, string ContentHash)> ListReferencedContents(string path)
    {
        using var copy = Open(path);
        return copy.Query<(string, string)>(
                "SELECT DISTINCT tenant_id, content_hash FROM assets WHERE content_hash IS NOT NULL ORDER BY tenant_id, content_hash"
            )
            .AsList();
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ConnectionString
        );
        connection.Open();
        return connection;
    }
}
