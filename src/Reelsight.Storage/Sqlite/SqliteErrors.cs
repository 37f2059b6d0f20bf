using Microsoft.Data.Sqlite;
using Reelsight.Core.Errors;
using Reelsight.Storage.Errors;

namespace Reelsight.Storage.Sqlite;

/// <summary>Explains errors of SQLite that come from the disk or the file.</summary>
internal static class SqliteErrors
{
    private const string DatabaseDamaged =
        "The file reelsight.db in the data folder is damaged or no database: restore a backup (reelsight restore), or choose another data "
        + "folder.";
    private const string TooLarge =
        "The request names more conditions or values than can be looked up at once: ask with fewer, in several requests.";

    /// <summary>
    /// What to throw in place of an error: a <see cref="DataFolderException"/> when disk or file are the cause, a domain error when the
    /// query is too large; null when it is a fault of the program.
    /// </summary>
    public static Exception? Translate(SqliteException e) =>
        Explain(e) is { } sentence ? new DataFolderException(sentence, e)
        : IsTooLarge(e) ? new DomainException(DomainErrorKind.Invalid, new Failure(FailureCodes.ParameterInvalid, TooLarge), e)
        : null;

    /// <summary>Whether the file itself, or the disk under it, is at fault: what does not pass by itself.</summary>
    public static bool IsDamage(SqliteException e) =>
        e.SqliteErrorCode is SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_IOERR
        && Explain(e) is not DataFolderException.DiskFull;

    // There is no code of its own for these limits.
    private static bool IsTooLarge(SqliteException e) =>
        e.SqliteErrorCode == SQLitePCL.raw.SQLITE_TOOBIG
        || e.SqliteErrorCode == SQLitePCL.raw.SQLITE_ERROR
            && (
                e.Message.Contains("too many SQL variables", StringComparison.Ordinal)
                || e.Message.Contains("Expression tree is too large", StringComparison.Ordinal)
                || e.Message.Contains("parser stack overflow", StringComparison.Ordinal)
            );

    /// <summary>The message of a <see cref="DataFolderException"/>, or null when neither disk nor file is the cause.</summary>
    public static string? Explain(SqliteException e) =>
        e.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_FULL => DataFolderException.DiskFull,
            SQLitePCL.raw.SQLITE_IOERR when e.SqliteExtendedErrorCode == SQLitePCL.raw.SQLITE_IOERR_SHMSIZE => DataFolderException.DiskFull,
            SQLitePCL.raw.SQLITE_CANTOPEN => DataFolderException.OpenFailed,
            SQLitePCL.raw.SQLITE_BUSY => DataFolderException.DatabaseBusy,
            SQLitePCL.raw.SQLITE_NOMEM => DataFolderException.OutOfMemory,
            SQLitePCL.raw.SQLITE_READONLY => DataFolderException.ReadOnly,
            SQLitePCL.raw.SQLITE_IOERR => DataFolderException.DiskError,
            SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT => DatabaseDamaged,
            _ => null,
        };
}
