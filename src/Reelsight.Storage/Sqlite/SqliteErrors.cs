using Microsoft.Data.Sqlite;
using Reelsight.Storage.Errors;

namespace Reelsight.Storage.Sqlite;

/// <summary>Explains errors of SQLite that come from the disk or the file.</summary>
internal static class SqliteErrors
{
    private const string DatabaseDamaged =
        "The file reelsight.db in the data folder is damaged or no database: restore a backup, or choose another data folder.";

    /// <summary>The message of a <see cref="DataFolderException"/>, or null when neither disk nor file is the cause.</summary>
    public static string? Explain(SqliteException e) =>
        e.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_FULL => DataFolderException.DiskFull,
            SQLitePCL.raw.SQLITE_READONLY => DataFolderException.ReadOnly,
            SQLitePCL.raw.SQLITE_IOERR => DataFolderException.DiskError,
            SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT => DatabaseDamaged,
            _ => null,
        };
}
