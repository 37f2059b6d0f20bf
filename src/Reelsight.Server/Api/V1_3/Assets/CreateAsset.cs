using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Jobs;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Media;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Assets;

/// <summary>
/// POST /assets → 201 with the asset in state <c>processing</c>, however small it is. A form. <c>method</c> is <c>direct</c> with a file
/// (video and audio up to 200 MB, images up to 32 MB, documents up to 512 MB) or <c>url</c> with a URL; never both. A URL that cannot be
/// fetched fails the asset later, not this call.
/// </summary>
internal static class CreateAsset
{
    /// <summary>v1.3: largest direct upload of video or audio.</summary>
    internal const long MaxFileBytes = 200L << 20;

    /// <summary>v1.3: largest image.</summary>
    internal const long MaxImageBytes = 32L << 20;

    /// <summary>v1.3: largest PDF, text or Markdown file.</summary>
    internal const long MaxDocumentBytes = 512L << 20;

    internal static async Task<IResult> HandleAsync(
        Call call,
        UploadReceiver uploads,
        IAssetStore assets,
        IdGenerator ids,
        SignedMediaUrls links,
        TimeProvider clock
    )
    {
        AssetView? view = null;
        await uploads.ReceiveAsync(call, "file", MaxBytes, async (form, file) =>
        {
            var asset = BuildRecord(call, form, file, ids.Next(), clock.GetUtcNow());
            await assets.AddAsync(asset, new JobRequest(call.TenantId, JobKinds.PrepareAsset, asset.Id), call.Cancellation);
            view = AssetView.From(asset, call, links);
        });
        return TypedResults.Json(view, AssetsWireJson.Default.AssetView, statusCode: StatusCodes.Status201Created);
    }

    private static AssetRecord BuildRecord(Call call, RequestFields form, UploadedFile? file, string id, DateTimeOffset now)
    {
        form.GetRequiredText("method");
        var direct = form.GetChoice("method", "", "direct", "url") == "direct";
        var url = FileNames.GetUrl(form, "url");
        if (file is not null && url is not null)
        {
            throw Fail.Invalid("Give either file or url, not both.");
        }

        if (direct && file is null)
        {
            throw Fail.Missing("file");
        }

        if (!direct && url is null)
        {
            throw Fail.Missing("url");
        }

        var filename = form.GetText("filename") is { } name ? FileNames.GetDisplayName(name) : file?.FileName ?? FileNames.FromUrl(url!);
        return new AssetRecord
        {
            Id = id,
            TenantId = call.TenantId,
            Method = direct ? AssetMethod.Direct : AssetMethod.Url,
            Status = AssetStatus.Processing,
            Filename = filename,
            FileType = FileNames.GuessMimeType(filename),
            SourceUrl = url?.AbsoluteUri,
            ContentHash = file?.Blob.ContentHash,
            SizeBytes = file?.Blob.SizeBytes,
            UserMetadataJson = UserMetadataObject.Parse(form.GetText("user_metadata")),
            Hls = form.GetBoolean("enable_hls", false) ? ArtefactStatus.Pending : ArtefactStatus.None,
            Thumbnail = form.GetBoolean("enable_thumbnail", false) ? ArtefactStatus.Pending : ArtefactStatus.None,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private static long MaxBytes(string? fileName) =>
        FileNames.GuessMimeType(fileName ?? "") switch
        {
            var type when type.StartsWith("image/", StringComparison.Ordinal) => MaxImageBytes,
            var type when DocumentFormats.IsDocument(type) => MaxDocumentBytes,
            _ => MaxFileBytes,
        };
}
