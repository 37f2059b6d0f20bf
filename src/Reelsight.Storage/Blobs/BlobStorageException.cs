namespace Reelsight.Storage.Blobs;

/// <summary>The disk did not take the bytes. The message is a sentence that names the cause and the way out.</summary>
public sealed class BlobStorageException(string message, Exception inner) : IOException(message, inner)
{
    private const int Enospc = 28, Edquot = 122, Erofs = 30, WindowsDiskFull = unchecked((int)0x80070070);

    internal static string? Explain(IOException e) => e.HResult switch
    {
        Enospc or WindowsDiskFull => "The disk that holds the data folder is full: free some space or move the data folder, then try again.",
        Edquot => "The disk quota of the data folder is used up: free some space, then try again.",
        Erofs => "The data folder is on a read-only file system: make it writable, then try again.",
        _ => null,
    };
}
