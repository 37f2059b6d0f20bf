namespace Reelsight.Storage.Errors;

/// <summary>The data folder could not be read or written. The message is a sentence that names the cause and what to do.</summary>
public sealed class DataFolderException(string message, Exception inner) : IOException(message, inner)
{
    internal const string DiskFull =
        "The disk that holds the data folder is full: free some space or move the data folder, then try again.";
    internal const string ReadOnly = "The data folder is read-only: make it writable, then try again.";
    internal const string DiskError = "The disk that holds the data folder reports an error: check the disk before anything else.";
    private const string QuotaExceeded = "The disk quota of the data folder is used up: free some space, then try again.";

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
            _ => null,
        };
}
