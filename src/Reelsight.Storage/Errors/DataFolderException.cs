namespace Reelsight.Storage.Errors;

/// <summary>The data folder could not be read or written. The message is a sentence that names the cause and what to do.</summary>
public sealed class DataFolderException(string message, Exception inner) : IOException(message, inner)
{
    internal const string DiskFull =
        "The disk that holds the data folder is full: free some space or move the data folder, then try again.";
    internal const string ReadOnly = "The data folder is read-only: make it writable, then try again.";
    internal const string DiskError = "The disk that holds the data folder reports an error: check the disk before anything else.";
    internal const string OpenFailed =
        "The file reelsight.db in the data folder cannot be opened: make sure that this user may read and write it, and that the process "
        + "may open enough files (ulimit -n 1024 or more).";
    internal const string DatabaseBusy =
        "Another program keeps the file reelsight.db in the data folder locked: end that program, then try again.";
    internal const string OutOfMemory = "There is not enough memory for the database: free some, or give the process more.";
    private const string QuotaExceeded = "The disk quota of the data folder is used up: free some space, then try again.";
    private const string TooManyFiles =
        "The process may not open more files: raise the limit (ulimit -n 4096, or LimitNOFILE of the service), then start it again.";
    private const string NotPermitted =
        "The data folder, or a file in it, may not be read or written by the user that runs Reelsight: give it to that user (chown), or "
        + "choose another with --data.";

    /// <summary>Whether room is missing: what was asked can be done once some is made.</summary>
    public bool IsFull => Message is DiskFull or QuotaExceeded;

    /// <summary>As <see cref="Explain(IOException)"/>, also for missing permissions and for errors that carry such an error.</summary>
    public static string? ExplainAny(Exception? e) =>
        e switch
        {
            null => null,
            DataFolderException => e.Message,
            IOException io when Explain(io) is { } sentence => sentence,
            UnauthorizedAccessException => NotPermitted,
            _ => ExplainAny(e.InnerException),
        };

    /// <summary>
    /// The message for an error of the file system, or null when the disk is not the cause. Error numbers are errno of Linux and one of
    /// Windows.
    /// </summary>
    public static string? Explain(IOException e) =>
        e.HResult switch
        {
            28 or unchecked((int)0x80070070) => DiskFull, // ENOSPC, ERROR_DISK_FULL
            122 => QuotaExceeded, // EDQUOT
            30 => ReadOnly, // EROFS
            5 => DiskError, // EIO
            23 or 24 => TooManyFiles, // ENFILE, EMFILE
            _ => null,
        };
}
