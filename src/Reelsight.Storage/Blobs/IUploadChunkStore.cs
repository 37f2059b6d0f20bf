using Reelsight.Storage.Errors;

namespace Reelsight.Storage.Blobs;

/// <summary>
/// Stores the chunks of incomplete uploads. They survive a restart and are deleted when the upload is completed or abandoned.
/// </summary>
public interface IUploadChunkStore
{
    /// <summary>
    /// Streams one chunk to disk and hashes it on the way. It is on disk when the method returns. The same bytes may be sent again; other
    /// bytes for the same chunk are stored as well, and the client's report decides which are used.
    /// </summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="uploadId">The upload.</param>
    /// <param name="ticket">The permission to send the chunk.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="ct">Cancels the transfer; nothing is left behind.</param>
    /// <returns>The chunk's ETag: 32 lower-case hexadecimal digits of a hash of its bytes.</returns>
    /// <exception cref="ChunkSizeException">The chunk has fewer or more bytes than announced.</exception>
    /// <exception cref="ChunkTicketUsedException">The ticket was used for other bytes.</exception>
    /// <exception cref="DataFolderException">The disk is full or fails.</exception>
    Task<string> PutAsync(string tenantId, string uploadId, ChunkTicket ticket, Stream content, CancellationToken ct);

    /// <summary>The chunks of an upload that are stored.</summary>
    IReadOnlyCollection<UploadedChunk> ListChunks(string tenantId, string uploadId);

    /// <summary>Opens chunks as one stream, which reads them one after the other.</summary>
    /// <exception cref="FileNotFoundException">A chunk is missing.</exception>
    Stream Open(string tenantId, string uploadId, IReadOnlyList<UploadedChunk> chunks);

    /// <summary>Deletes the chunks of an upload.</summary>
    void Delete(string tenantId, string uploadId);

    /// <summary>The uploads that have stored chunks.</summary>
    IEnumerable<(string TenantId, string UploadId)> ListUploads();
}
