using Microsoft.Data.Sqlite;

namespace Reelsight.Storage.Errors;

/// <summary>The disk did not take what was to be kept. The message is a sentence that names the cause and the way out.</summary>
public sealed class DataFolderException(string message, Exception inner) : IOException(message, inner)
{
    private const string DiskFull = "The disk that holds the data folder is full: free some space or move the data folder, then try again.";
    private const string QuotaExceeded = "The disk quota of the data folder is used up: free some space, then try again.";
    private const string ReadOnly = "The data folder is read-only: make it writable, then try again.";
    private const string DiskError = "The disk that holds the data folder reports an error: check the disk before anything else.";

    private const string DatabaseDamaged =
        "The file reelsight.db in the data folder is damaged or no database: restore a backup, or choose another data folder.";

    /// <summary>
    /// The sentence for an error of the file system, or null when the disk is not to blame. Numbers are errno of Linux and one of Windows.
    /// </summary>
    public static string? Explain(IOException e) =>
        e.HResult switch
        {
            28 or unchecked((int)0x80070070) => DiskFull, // ENOSPC, ERROR_DISK_FULL
            122 => QuotaExceeded, // EDQUOT
            30 => ReadOnly, // EROFS
            5 => DiskError, // EIO
            _ => null,
        };

    /// <summary>The same for an error of the database.</summary>
    internal static string? Explain(SqliteException e) =>
        e.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_FULL => DiskFull,
            SQLitePCL.raw.SQLITE_READONLY => ReadOnly,
            SQLitePCL.raw.SQLITE_IOERR => DiskError,
            SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT => DatabaseDamaged,
            _ => null,
        };
}
