using Reelsight.Storage.Errors;

namespace Reelsight.Storage.Blobs;

/// <summary>Bytes of uploads that are not complete. They survive a restart and go when their upload is put together or given up.</summary>
public interface IUploadChunkStore
{
    /// <summary>
    /// Streams one chunk to disk, hashing as it passes. Durable when it returns. The same bytes may be sent again; other bytes for the same
    /// chunk are kept beside the first, and the report says which count.
    /// </summary>
    /// <param name="tenantId">The owner.</param>
    /// <param name="uploadId">The upload.</param>
    /// <param name="ticket">What allows it.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="ct">Cancellation; nothing is left behind.</param>
    /// <returns>The chunk's ETag: 32 lower-case hexadecimal digits of a hash of its bytes.</returns>
    /// <exception cref="ChunkSizeException">Fewer or more bytes arrived than the chunk has.</exception>
    /// <exception cref="ChunkTicketUsedException">The ticket was used for other bytes.</exception>
    /// <exception cref="DataFolderException">The disk is full or fails.</exception>
    Task<string> PutAsync(string tenantId, string uploadId, ChunkTicket ticket, Stream content, CancellationToken ct);

    /// <summary>Every chunk of an upload that was sent.</summary>
    IReadOnlyCollection<UploadedChunk> ListChunks(string tenantId, string uploadId);

    /// <summary>The bytes of chunks one after the other, read as they are asked for.</summary>
    /// <exception cref="FileNotFoundException">One of them is not there.</exception>
    Stream Open(string tenantId, string uploadId, IReadOnlyList<UploadedChunk> chunks);

    /// <summary>Deletes what was sent of an upload.</summary>
    void Delete(string tenantId, string uploadId);

    /// <summary>Uploads of which something is stored.</summary>
    IEnumerable<(string TenantId, string UploadId)> ListUploads();
}
