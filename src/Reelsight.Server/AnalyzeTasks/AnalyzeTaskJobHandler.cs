using System.Text.Json.Nodes;
using Reelsight.Core;
using Reelsight.Core.Errors;
using Reelsight.Core.Time;
using Reelsight.Fetch;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Jobs;
using Reelsight.Pipeline.Notifications;
using Reelsight.Server.Analyze;
using Reelsight.Server.AnalyzeBatches;
using Reelsight.Server.Api.V1_3.Analyze;
using Reelsight.Server.Api.V1_3.AnalyzeTasks;
using Reelsight.Server.Generation;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Uploads;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.AnalyzeTasks;

/// <summary>
/// Does an analysis in the background: opens and describes the video, then answers. What was described is not done again after a restart.
/// </summary>
internal sealed class AnalyzeTaskJobHandler(
    IResourceStore<AnalyzeTaskRecord> tasks,
    AnalyzeBatchLifecycle batches,
    MediaOpener sources,
    AnalyzedVideoLoader videos,
    ReferenceImageResolver images,
    AnalysisResponder writer,
    WebhookDispatcher events,
    JobRetryPolicy retry,
    IdGenerator ids,
    TimeProvider clock
) : IJobHandler
{
    internal const string JobKind = "analyze_video";

    /// <inheritdoc/>
    public string Kind => JobKind;

    /// <inheritdoc/>
    public bool IsQuick => false;

    /// <inheritdoc/>
    public async Task HandleAsync(JobContext context, CancellationToken ct)
    {
        var (tenantId, id) = (context.Job.TenantId, context.Job.SubjectId);
        if (await tasks.FindAsync(tenantId, id, ct) is not { } task)
        {
            return;
        }

        if (AnalyzeTaskStates.HasEnded(task.Status))
        {
            // The process may have ended after the answer was kept and before anybody was told. Telling again tells nobody twice.
            await NotifyEndedAsync(task, ct);
            return;
        }
        if (task.BatchId is { } batchId && !await batches.TryBeginTaskAsync(tenantId, batchId, id, ct))
        {
            return;
        }

        if (await UpdateStateAsync(task, AnalyzeTaskStates.Pending, ct) is null)
        {
            return;
        }

        context.Begin("open");
        var media = await FetchAsync(context.Job, () => sources.OpenAsync(tenantId, GetSource(task), ct));
        await using (media)
        {
            if (await UpdateStateAsync(task with { DurationSec = media.Info.DurationSec }, AnalyzeTaskStates.Processing, ct) is null)
            {
                return;
            }

            var video = await videos.LoadForTaskAsync(context, media, ct);
            var result = await AnswerAsync(context.Job, task, video, ct);
            var now = clock.GetUtcNow();
            var ready = await tasks.UpdateAsync(
                tenantId,
                id,
                t => t with { Status = AnalyzeTaskStates.Ready, Result = result, CompletedAt = now, UpdatedAt = now },
                [],
                ct
            );
            if (ready is not null)
            {
                await NotifyEndedAsync(ready, ct);
            }
        }
    }

    /// <inheritdoc/>
    public async Task FailAsync(Job job, Failure failure, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var failed = await tasks.UpdateAsync(
            job.TenantId,
            job.SubjectId,
            t =>
                AnalyzeTaskStates.HasEnded(t.Status)
                    ? t
                    : t with
                    {
                        Status = AnalyzeTaskStates.Failed,
                        Failure = failure,
                        CompletedAt = now,
                        UpdatedAt = now,
                    },
            [],
            ct
        );
        if (failed is { Status: AnalyzeTaskStates.Failed })
        {
            await NotifyEndedAsync(failed, ct);
        }
    }

    // What cannot be had for good, or not for too many times, ends the task; else it is tried again.
    private async Task<T> FetchAsync<T>(Job job, Func<Task<T>> fetch)
    {
        try
        {
            return await fetch();
        }
        catch (FetchException e) when (!e.IsTransient || retry.IsLastAttempt(job))
        {
            throw new PermanentFailureException(new Failure(FailureCodes.SourceUnavailable, e.Message), e);
        }
    }

    private async Task<AnalyzeResult> AnswerAsync(Job job, AnalyzeTaskRecord task, AnalyzedVideo video, CancellationToken ct)
    {
        try
        {
            var body = StoredRequestJson.Read(task.RequestJson);
            var shown = await FetchAsync(job, () => images.ExtractDeferredFeaturesAsync(task.TenantId, body, task.References, ct));
            var request = ReferenceImageResolver.ApplyFeatures(AnalyzeRequestValidator.Validate(body), shown);
            AnalyzeRequestValidator.ValidateDuration(request, video.DurationSec);
            var outcome = await writer.AnswerAsync(video, request, null, ct);
            return new AnalyzeResult(
                ids.Next(),
                outcome.Data,
                outcome.FinishReason,
                outcome.InputTokens,
                outcome.OutputTokens,
                outcome.Notice,
                StoredRequestJson.Write(EvidenceView.FromClaims(outcome.Claims)),
                outcome.Generation is { } by ? StoredRequestJson.Write(by) : null
            );
        }
        catch (ApiException e)
        {
            // The length of the video was not known when the request was checked.
            throw new PermanentFailureException(new Failure(e.Code, e.Message), e);
        }
    }

    // Null when it was deleted or canceled meanwhile.
    private async Task<AnalyzeTaskRecord?> UpdateStateAsync(AnalyzeTaskRecord task, string state, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var moved = await tasks.UpdateAsync(
            task.TenantId,
            task.Id,
            t =>
                AnalyzeTaskStates.HasEnded(t.Status)
                    ? t
                    : t with
                    {
                        Status = state,
                        DurationSec = task.DurationSec ?? t.DurationSec,
                        UpdatedAt = now,
                    },
            [],
            ct
        );
        return moved is null || AnalyzeTaskStates.HasEnded(moved.Status) ? null : moved;
    }

    // Those who wait for it are told; of a batch, when all of it has ended.
    private async Task NotifyEndedAsync(AnalyzeTaskRecord task, CancellationToken ct)
    {
        if (task.BatchId is { } batchId)
        {
            await batches.CompleteIfDoneAsync(task.TenantId, batchId, ct);
            return;
        }
        var data = new JsonObject
        {
            ["id"] = task.Id,
            ["task_id"] = task.Id,
            ["custom_id"] = task.CustomId,
            ["status"] = task.Status,
            ["created_at"] = Timestamps.Format(task.CreatedAt),
        };
        if (task.Failure is { } failure)
        {
            data["error"] = new JsonObject { ["code"] = failure.Code, ["message"] = failure.Message };
        }

        await events.RaiseAsync(
            task.TenantId,
            task.Status == AnalyzeTaskStates.Ready ? WebhookDispatcher.AnalyzeReady : WebhookDispatcher.AnalyzeFailed,
            task.Id,
            data,
            ct
        );
    }

    private static MediaSource GetSource(AnalyzeTaskRecord task) =>
        task.VideoUrl is { } url ? new MediaSource.FromUrl(new Uri(url), MediaSizeLimits.Analyzed.MaxUrlBytes)
        : task.AssetId is { } asset ? new MediaSource.FromAsset(asset)
        : new MediaSource.FromContent(task.ContentHash!, "video");
}
