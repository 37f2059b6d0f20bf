using Microsoft.AspNetCore.Http;
using Reelsight.Analysis.Requests;
using Reelsight.Analysis.Tasks;
using Reelsight.Core;
using Reelsight.Pipeline.Assets;
using Reelsight.Server.Api.V1_3.Analyze;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Http.Uploads;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.AnalyzeTasks;

/// <summary>
/// POST /analyze/tasks → 202 with the id of a task that analyzes a video in the background; it survives restarts. The video is a URL, an
/// asset or base64 text, not an indexed video. Segments (<c>time_based_metadata</c>) are found this way only.
/// </summary>
internal static class CreateAnalyzeTask
{
    internal sealed record View(string TaskId, string Status);

    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<AnalyzeTaskRecord> tasks,
        IAssetStore assets,
        BlobReferences contents,
        MediaReader media,
        ReferenceImageReader images,
        IdGenerator ids,
        TimeProvider clock
    )
    {
        var body = await call.ReadJsonAsync(AnalyzeWireJson.Default.AnalyzeBody);
        if (body.VideoId is not null)
        {
            throw Fail.Invalid("The parameter video_id is not taken here; name the video by video.");
        }

        var request = AnalyzeRequestValidator.Validate(body);
        AnalyzeTaskRecord? task = null;
        await media.ReadAsync(call, "video", body.Video, MediaSizeLimits.Analyzed, async source =>
        {
            var duration = await FindDurationAsync(call, assets, source);
            if (duration is { } sec)
            {
                AnalysisLimits.ValidateDuration(request, sec);
            }

            var features = await images.DescribeAsync(call, body);
            task = CreateRecord(call, ids.Next(), body, source, clock.GetUtcNow()) with { DurationSec = duration, References = features };
            Task Add() => tasks.AddAsync([task], [CreateJob(task)], call.Cancellation);
            if (task.ContentHash is null)
            {
                await Add();
            }
            else if (!await contents.AddReferencesAsync(call.TenantId, task.ContentHash, Add, call.Cancellation))
            {
                throw new InvalidOperationException("Bytes that are held were deleted.");
            }
        });
        return TypedResults.Json(
            new View(task!.Id, task.Status),
            AnalyzeTasksWireJson.Default.CreateAnalyzeTaskView,
            statusCode: StatusCodes.Status202Accepted
        );
    }

    /// <summary>The record of a request that was checked.</summary>
    internal static AnalyzeTaskRecord CreateRecord(Call call, string id, AnalyzeBody body, MediaSource source, DateTimeOffset now) =>
        new()
        {
            Id = id,
            TenantId = call.TenantId,
            CustomId = body.CustomId,
            Status = AnalyzeTaskStates.Queued,
            AnalysisMode = body.AnalysisMode ?? AnalyzeRequestValidator.General,
            SourceType = source switch
            {
                MediaSource.FromUrl => "url",
                MediaSource.FromAsset => "asset_id",
                _ => "base64_string",
            },
            VideoUrl = (source as MediaSource.FromUrl)?.Url.OriginalString,
            AssetId = (source as MediaSource.FromAsset)?.AssetId,
            ContentHash = (source as MediaSource.FromContent)?.ContentHash,
            RequestJson = StoredRequestJson.Write(body),
            CreatedAt = now,
            UpdatedAt = now,
        };

    /// <summary>The job of a task.</summary>
    internal static JobRequest CreateJob(AnalyzeTaskRecord task) => new(task.TenantId, AnalyzeTaskJobHandler.JobKind, task.Id);

    // Of an asset that is ready the length is known, so that a wrong window is told at once.
    private static async Task<double?> FindDurationAsync(Call call, IAssetStore assets, MediaSource source) =>
        source is MediaSource.FromAsset asset
            ? (await assets.FindAsync(call.TenantId, asset.AssetId, call.Cancellation))?.DurationSec
            : null;
}
