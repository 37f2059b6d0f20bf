using System.Globalization;
using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Storage.Blobs;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.MultipartUploads;

/// <summary>
/// PUT /uploads/{token} → 200 without a body; its <c>ETag</c> is the proof for the report. The token is the permission, no key is needed.
/// The body is exactly the chunk: one that broke off or is too long leaves nothing behind and can be sent again to the same URL.
/// </summary>
internal static class PutChunk
{
    internal static async Task<IResult> HandleAsync(
        HttpContext http,
        string token,
        SignedUploadUrls links,
        IResourceStore<UploadRecord> uploads,
        IUploadChunkStore chunks,
        TimeProvider clock
    )
    {
        var (tenantId, uploadId, index, ticketId) = links.ReadToken(token);
        var upload = await uploads.FindAsync(tenantId, uploadId, http.RequestAborted) ?? throw Fail.NotFound("upload", uploadId);
        GetMultipartUpload.CheckActive(upload, clock.GetUtcNow());
        var ticket = new ChunkTicket(index, upload.GetChunkBytes(index), ticketId);
        if (http.Request.ContentLength is { } length && length != ticket.SizeBytes)
        {
            throw CreateSizeError(ticket);
        }

        try
        {
            var tag = await chunks.PutAsync(tenantId, uploadId, ticket, http.Request.Body, http.RequestAborted);
            http.Response.Headers.ETag = $"\"{tag}\"";
            return TypedResults.Ok();
        }
        catch (ChunkSizeException)
        {
            throw CreateSizeError(ticket);
        }
        catch (ChunkTicketUsedException)
        {
            throw new ApiException(
                StatusCodes.Status403Forbidden,
                ErrorCodes.ApiNotAllowed,
                $"This upload URL was used already, for other bytes. Ask for a new URL of chunk {index} to send it anew."
            );
        }
    }

    private static ApiException CreateSizeError(ChunkTicket ticket) =>
        Fail.Invalid(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Chunk {ticket.Index} must have exactly {ticket.SizeBytes} bytes. Send it again to the same URL."
            )
        );
}
