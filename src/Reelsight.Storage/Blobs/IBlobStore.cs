using Reelsight.Storage.Errors;

namespace Reelsight.Storage.Blobs;

/// <summary>
/// Files under the data folder: originals by content hash, thumbnails, streams. Keys are relative, made of safe characters;
/// a key never comes from a file name or a URL.
/// </summary>
public interface IBlobStore
{
    /// <summary>
    /// Streams bytes to a temporary file, hashing as they pass, and moves it to its content address. Durable when it returns.
    /// </summary>
    /// <exception cref="BlobTooLargeException">More than <paramref name="maxBytes"/> arrived.</exception>
    /// <exception cref="DataFolderException">The disk is full or fails.</exception>
    /// <param name="tenantId">The owner.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="maxBytes">Most bytes to take.</param>
    /// <param name="ct">Cancellation.</param>
    /// <param name="beforePublish">Told the hash when all bytes are read and before they lie at their address: in time to keep them from being
    /// deleted.</param>
    Task<StoredBlob> PutAsync(
        string tenantId,
        Stream content,
        long maxBytes,
        CancellationToken ct,
        Func<string, Task>? beforePublish = null
    );

    /// <summary>Where the original with this hash lies, or null.</summary>
    string? FindPath(string tenantId, string contentHash);

    /// <summary>A folder for things derived from a content (thumbnails, streams), created when missing.</summary>
    string GetDerivedFolder(string tenantId, string contentHash, string kind);

    /// <summary>The file behind a derived key (<c>kind/name</c>), or null when it is missing.</summary>
    string? FindDerivedPath(string tenantId, string contentHash, string key);

    /// <summary>Deletes a content with everything derived from it.</summary>
    Task DeleteAsync(string tenantId, string contentHash, CancellationToken ct);

    /// <summary>Contents that were stored, last, before a time: what a crash may have left without a row is among them.</summary>
    IEnumerable<(string TenantId, string ContentHash)> ListStoredBefore(DateTimeOffset time);

    /// <summary>A private folder for scratch files on the same file system; deleted when disposed.</summary>
    ScratchFolder CreateScratch();
}
