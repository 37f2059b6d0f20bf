using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Reelsight.Pipeline.Uploads;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.MultipartUploads;

/// <summary>
/// GET /assets/multipart-uploads/{upload_id} → 200: <c>active → completed | failed | expired</c>, and a page of its chunks. A chunk is
/// completed once it was reported, pending before, and failed when the session failed.
/// </summary>
internal static class GetMultipartUpload
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<UploadRecord> uploads, TimeProvider clock)
    {
        var window = call.GetPageWindow();
        var upload = await FindAsync(call, uploads);
        return TypedResults.Json(
            UploadView.From(upload, UploadSession.GetState(upload, clock.GetUtcNow()), window),
            MultipartUploadsWireJson.Default.UploadView
        );
    }

    /// <summary>The session that the path names.</summary>
    /// <exception cref="ApiException">404: the tenant has no such session.</exception>
    internal static async Task<UploadRecord> FindAsync(Call call, IResourceStore<UploadRecord> uploads)
    {
        var id = call.GetId("upload_id");
        return await uploads.FindAsync(call.TenantId, id, call.Cancellation) ?? throw Fail.NotFound("upload", id);
    }

    /// <summary>Lets only an active session pass.</summary>
    /// <exception cref="ApiException">400: it is over, and the sentence says how to go on.</exception>
    internal static void CheckActive(UploadRecord upload, DateTimeOffset now)
    {
        if (UploadSession.GetState(upload, now) is not UploadRecord.Active and var state)
        {
            throw Fail.Invalid(
                $"The upload {upload.Id} is {state} and takes no more "
                    + $"chunks.{(state == UploadRecord.Completed ? "" : " Create a new upload.")}"
            );
        }
    }
}

/// <summary>A session on the wire with a page of its chunks.</summary>
internal sealed record UploadView(
    string UploadId,
    [OneOf(UploadRecord.Active, UploadRecord.Completed, UploadRecord.Failed, UploadSession.Expired)] string Status,
    IReadOnlyList<ChunkView> UploadedChunks,
    int ChunksCompleted,
    int ChunksFailed,
    int ChunksPending,
    PageInfo PageInfo,
    long TotalSize,
    long UploadedSize,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset ExpiresAt
)
{
    internal static UploadView From(UploadRecord upload, string status, PageWindow window)
    {
        var reported = upload.Reported.ToDictionary(c => c.Index);
        var failed = upload.State == UploadRecord.Failed;
        var first = (window.Page - 1L) * window.Limit + 1;
        IEnumerable<int> page =
            first > upload.ChunkCount ? [] : Enumerable.Range((int)first, (int)Math.Min(window.Limit, upload.ChunkCount - first + 1));
        return new(
            upload.Id,
            status,
            [.. page.Select(Chunk)],
            failed ? 0 : reported.Count,
            failed ? upload.ChunkCount : 0,
            failed ? 0 : upload.ChunkCount - reported.Count,
            new PageInfo(window.Limit, window.Page, (upload.ChunkCount + window.Limit - 1) / window.Limit, upload.ChunkCount),
            upload.TotalBytes,
            failed ? 0 : reported.Keys.Sum(i => (long)upload.GetChunkBytes(i)),
            upload.CreatedAt,
            upload.UpdatedAt,
            upload.ExpiresAt
        );

        ChunkView Chunk(int index)
        {
            if (failed)
            {
                return new(index, "failed", null, upload.UpdatedAt, upload.Failure?.Message);
            }

            return reported.TryGetValue(index, out var chunk)
                ? new(index, "completed", chunk.At, chunk.At, null)
                : new(index, "pending", null, upload.CreatedAt, null);
        }
    }
}

/// <summary>A chunk on the wire; <c>uploaded_at</c> is null unless it is completed.</summary>
internal sealed record ChunkView(
    int Index,
    [OneOf("pending", "completed", "failed")] string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? UploadedAt,
    DateTimeOffset UpdatedAt,
    string? Error
);
