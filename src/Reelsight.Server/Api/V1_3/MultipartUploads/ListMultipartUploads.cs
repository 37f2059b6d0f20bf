using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.MultipartUploads;

/// <summary>GET /assets/multipart-uploads → 200 with a page of the sessions that can still be completed, newest first.</summary>
internal static class ListMultipartUploads
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<UploadRecord> uploads, TimeProvider clock)
    {
        var window = call.GetPageWindow();
        var filter = new ResourceFilter
        {
            States = [UploadRecord.Active],
            CreatedFrom = clock.GetUtcNow() - CreateMultipartUpload.SessionLifetime + TimeSpan.FromTicks(1),
        };
        var page = await uploads.ListAsync(call.TenantId, filter, SortOrder.NewestFirst, window, call.Cancellation);
        return TypedResults.Json(
            ListOf.From(page, window, u => new UploadSummaryView(
                u.Id,
                u.State,
                u.TotalBytes,
                u.ChunkBytes,
                u.ChunkCount,
                u.CreatedAt,
                u.ExpiresAt
            )),
            MultipartUploadsWireJson.Default.ListOfUploadSummaryView
        );
    }
}

/// <summary>A session in a list.</summary>
internal sealed record UploadSummaryView(
    string UploadId,
    [OneOf(UploadRecord.Active)] string Status,
    long TotalSize,
    int ChunkSize,
    int TotalChunks,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt
);
