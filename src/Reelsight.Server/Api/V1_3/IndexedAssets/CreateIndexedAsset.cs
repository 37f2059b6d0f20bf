using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Core.Errors;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Jobs;
using Reelsight.Server.Api.V1_3.Assets;
using Reelsight.Server.Api.V1_3.Indexes;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.IndexedAssets;

/// <summary>
/// POST /indexes/{index_id}/indexed-assets → 202 with the id of the new video and that of its asset. The asset must be ready, and video or
/// audio. A stream for browsers is kept only when <c>enable_video_stream</c> says so.
/// </summary>
internal static class CreateIndexedAsset
{
    internal sealed record Body(string? AssetId, bool EnableVideoStream, JsonElement? UserMetadata);

    internal static async Task<IResult> HandleAsync(
        Call call,
        IIndexStore indexes,
        IAssetStore assets,
        IVideoStore videos,
        TenantQuotas quotas,
        IUnitOfWork unit,
        IdGenerator ids,
        TimeProvider clock
    )
    {
        var indexId = call.GetId("index_id");
        var body = await call.ReadJsonAsync(IndexedAssetsWireJson.Default.CreateIndexedAssetBody);
        if (string.IsNullOrEmpty(body.AssetId))
        {
            throw Fail.Missing("asset_id");
        }

        await GetIndex.FindAsync(call, indexes, indexId);
        var asset = await GetAsset.FindAsync(call, assets, Identifiers.Check("asset_id", body.AssetId));
        if (asset.Status != AssetStatus.Ready)
        {
            throw Fail.Invalid(
                $"The parameter asset_id names the asset {asset.Id}, which is {asset.Status.ToString().ToLowerInvariant()}; only "
                    + $"a ready asset can be indexed."
            );
        }

        if (asset.DurationSec is null)
        {
            throw Fail.Invalid(
                $"The parameter asset_id names the asset {asset.Id}, which is {asset.FileType}; an index holds video and sound."
            );
        }

        var now = clock.GetUtcNow();
        var video = new VideoRecord
        {
            Id = ids.Next(),
            TenantId = call.TenantId,
            IndexId = indexId,
            AssetId = asset.Id,
            ContentHash = asset.ContentHash,
            Status = VideoStatus.Pending,
            Filename = asset.Filename,
            DurationSec = asset.DurationSec ?? 0,
            Fps = asset.Fps ?? 0,
            Width = asset.Width ?? 0,
            Height = asset.Height ?? 0,
            SizeBytes = asset.SizeBytes ?? 0,
            EnableVideoStream = body.EnableVideoStream,
            Hls = body.EnableVideoStream ? ArtefactStatus.Pending : ArtefactStatus.None,
            UserMetadataJson = body.UserMetadata is { } metadata ? UserMetadataObject.Merge(null, metadata) : null,
            CreatedAt = now,
            UpdatedAt = now,
        };
        try
        {
            await unit.RunAsync(
                async () =>
                {
                    quotas.CheckIndexedTime(call.TenantId, video.DurationSec);
                    await videos.AddAsync(video, null, new JobRequest(call.TenantId, JobKinds.IndexVideo, video.Id), call.Cancellation);
                    return true;
                },
                call.Cancellation
            );
        }
        catch (ParentMissingException e)
        {
            throw new ApiException(404, ErrorCodes.ResourceNotExist, e.Message);
        }
        return TypedResults.Json(
            new CreatedView(video.Id, asset.Id),
            IndexedAssetsWireJson.Default.CreatedView,
            statusCode: StatusCodes.Status202Accepted
        );
    }

    internal sealed record CreatedView([property: JsonPropertyName("_id")] string Id, string AssetId);
}
