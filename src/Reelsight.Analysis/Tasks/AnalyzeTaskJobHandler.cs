using Reelsight.Analysis.Requests;
using Reelsight.Analysis.Timelines;
using Reelsight.Core;
using Reelsight.Core.Errors;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Jobs;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Analysis.Tasks;

/// <summary>
/// Runs an analysis in the background: opens and describes the video, then answers. After a restart, a description is reused.
/// </summary>
/// <param name="tasks">Holds the tasks.</param>
/// <param name="batches">Moves the batches of tasks through their states.</param>
/// <param name="opener">Opens the videos.</param>
/// <param name="videos">Describes the videos.</param>
/// <param name="images">Describes the images that requests refer to.</param>
/// <param name="responder">Answers.</param>
/// <param name="serializer">Reads requests and writes answers.</param>
/// <param name="notifier">Notifies of tasks that ended.</param>
/// <param name="ids">Names answers.</param>
/// <param name="clock">Tells the times of state changes.</param>
public sealed class AnalyzeTaskJobHandler(
    IResourceStore<AnalyzeTaskRecord> tasks,
    AnalyzeBatchLifecycle batches,
    MediaOpener opener,
    MediaVideoLoader videos,
    ReferenceImageDescriber images,
    AnalysisResponder responder,
    IAnalyzeTaskSerializer serializer,
    AnalysisNotifier notifier,
    IdGenerator ids,
    TimeProvider clock
) : IJobHandler
{
    /// <summary>The kind of these jobs.</summary>
    public const string JobKind = "analyze_video";

    /// <summary>Largest size of a video behind a URL, bytes.</summary>
    public const long MaxVideoBytes = 4L << 30;

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
            // The process may have ended between storing the answer and notifying, which may be repeated.
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
        var (request, references) = serializer.ReadRequest(task.RequestJson);
        var source = GetSource(task);
        var isRemote = source is MediaSource.FromUrl || references.Any(r => r.Media is MediaSource.FromUrl);
        IReadOnlyDictionary<string, string>? features = null;
        var media = isRemote ? await context.TransferAsync(OpenAsync, ct) : await OpenAsync();
        await using (media)
        {
            if (await UpdateStateAsync(task with { DurationSec = media.Info.DurationSec }, AnalyzeTaskStates.Processing, ct) is null)
            {
                return;
            }

            var video = await videos.LoadAsync(context, media, ct);
            var result = await AnswerAsync(ReferenceImages.Apply(request, features), video, ct);
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

        async Task<MediaHandle> OpenAsync()
        {
            features = await images.DescribeMissingAsync(tenantId, references, task.References, ct);
            return await opener.OpenAsync(tenantId, source, ct);
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

    private async Task<AnalyzeResult> AnswerAsync(AnalysisRequest request, AnalyzedVideo video, CancellationToken ct)
    {
        // The duration of the video may not have been known when the task was created.
        AnalysisLimits.ValidateDuration(request, video.DurationSec);
        var outcome = await responder.AnswerAsync(video, request, null, ct);
        return new AnalyzeResult(
            ids.Next(),
            outcome.Data,
            outcome.FinishReason,
            outcome.InputTokens,
            outcome.OutputTokens,
            outcome.Notice,
            serializer.WriteEvidence(outcome.Claims),
            outcome.Provenance is { } provenance ? serializer.WriteProvenance(provenance) : null
        );
    }

    // Null when the task was deleted or canceled meanwhile.
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

    // A batch notifies once, when all of its tasks have ended.
    private Task NotifyEndedAsync(AnalyzeTaskRecord task, CancellationToken ct) =>
        task.BatchId is { } batchId ? batches.CompleteIfDoneAsync(task.TenantId, batchId, ct) : notifier.NotifyTaskEndedAsync(task, ct);

    private static MediaSource GetSource(AnalyzeTaskRecord task) =>
        task.VideoUrl is { } url ? new MediaSource.FromUrl(new Uri(url), MaxVideoBytes)
        : task.AssetId is { } asset ? new MediaSource.FromAsset(asset)
        : new MediaSource.FromContent(task.ContentHash!, "video");
}
