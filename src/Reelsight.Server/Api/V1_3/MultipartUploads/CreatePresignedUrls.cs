using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.MultipartUploads;

/// <summary>
/// POST /assets/multipart-uploads/{upload_id}/presigned-urls → 200 with URLs for <c>count</c> (1-50) chunks from <c>start</c> on; fewer
/// when the file ends before. Earlier URLs stay good for their hour.
/// </summary>
internal static class CreatePresignedUrls
{
    private const int MaxUrls = 50;

    internal sealed record Body(int? Start, int? Count);

    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<UploadRecord> uploads,
        SignedUploadUrls links,
        TimeProvider clock
    )
    {
        var body = await call.ReadJsonAsync(MultipartUploadsWireJson.Default.CreatePresignedUrlsBody);
        var upload = await GetMultipartUpload.FindAsync(call, uploads);
        var now = clock.GetUtcNow();
        GetMultipartUpload.CheckActive(upload, now);
        var start = body.Start ?? throw Fail.Missing("start");
        var count = body.Count ?? throw Fail.Missing("count");
        if (start < 1 || start > upload.ChunkCount)
        {
            throw Fail.Invalid(
                $"The parameter start must be a whole number from 1 to {upload.ChunkCount}, the number of chunks of this upload."
            );
        }

        if (count is < 1 or > MaxUrls)
        {
            throw Fail.Invalid($"The parameter count must be a whole number from 1 to {MaxUrls}.");
        }

        var urls = links.Issue(call, upload, start, count);
        return TypedResults.Json(
            new UrlsView(upload.Id, start, urls.Count, urls, now, urls[0].ExpiresAt),
            MultipartUploadsWireJson.Default.UrlsView
        );
    }

    /// <summary>New URLs.</summary>
    internal sealed record UrlsView(
        string UploadId,
        int StartIndex,
        int Count,
        IReadOnlyList<UploadUrlView> UploadUrls,
        DateTimeOffset GeneratedAt,
        DateTimeOffset ExpiresAt
    );
}
