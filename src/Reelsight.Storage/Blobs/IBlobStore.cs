using Reelsight.Storage.Errors;

namespace Reelsight.Storage.Blobs;

/// <summary>
/// Stores blobs: original media files by the hash of their bytes, and files derived from them, such as thumbnails and streams. Keys are
/// relative paths of safe characters and never come from a file name or a URL.
/// </summary>
public interface IBlobStore
{
    /// <summary>
    /// Stores an original: streams the bytes to a temporary file, hashes them on the way, and moves the file to its final place. It is on
    /// disk when the method returns.
    /// </summary>
    /// <exception cref="BlobTooLargeException">More than <paramref name="maxBytes"/> arrived.</exception>
    /// <exception cref="DataFolderException">The disk is full or fails.</exception>
    /// <param name="tenantId">The owner.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="maxBytes">Maximum number of bytes.</param>
    /// <param name="ct">Cancellation.</param>
    /// <param name="beforePublish">
    /// Called with the hash after all bytes are read and before the file is at its final place: in time to claim it, so that it is not
    /// deleted as unreferenced.
    /// </param>
    Task<StoredBlob> PutAsync(
        string tenantId,
        Stream content,
        long maxBytes,
        CancellationToken ct,
        Func<string, Task>? beforePublish = null
    );

    /// <summary>The path of an original, or null when it is not stored.</summary>
    string? FindPath(string tenantId, string contentHash);

    /// <summary>The folder for files of one kind derived from an original, created when it is missing.</summary>
    string GetDerivedFolder(string tenantId, string contentHash, string kind);

    /// <summary>The path of a derived file by its key (<c>kind/name</c>), or null when it is not stored.</summary>
    string? FindDerivedPath(string tenantId, string contentHash, string key);

    /// <summary>Deletes an original with everything derived from it.</summary>
    Task DeleteAsync(string tenantId, string contentHash, CancellationToken ct);

    /// <summary>Originals last stored before a time. Crash leftovers, to which no database row refers, are among them.</summary>
    IEnumerable<(string TenantId, string ContentHash)> ListStoredBefore(DateTimeOffset time);

    /// <summary>Creates a private folder for temporary files on the same file system, which is deleted when disposed.</summary>
    ScratchFolder CreateScratch();
}
