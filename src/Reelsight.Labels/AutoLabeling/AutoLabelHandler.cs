using System.Text.Json;
using Reelsight.Analysis.Analyzers;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Segments;
using Reelsight.Core;
using Reelsight.Core.Errors;
using Reelsight.Core.Time;
using Reelsight.Labels.Agreement;
using Reelsight.Labels.Editing;
using Reelsight.Labels.Teaching;
using Reelsight.Media.Tools;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Jobs;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Labels.AutoLabeling;

/// <summary>
/// Proposes annotations, a video at a time, each in one edit: the video analyzer finds where the evidence answers a label's description,
/// and a label that was taught finds what looks like its examples. A proposal keeps what it rests on and the surest of its confidences.
/// After a crash it goes on with the video it was at.
/// </summary>
public sealed class AutoLabelHandler(
    IResourceStore<AutoLabelRunRecord> runs,
    IResourceStore<LabelSetRecord> sets,
    IAnnotationStore annotations,
    IVideoStore videos,
    IDescriptionStore described,
    FrameMapCache maps,
    VideoAnalyzer analyst,
    TaughtProposals taught,
    IdGenerator ids,
    TimeProvider clock
) : IJobHandler
{
    /// <summary>The kind of its jobs in the queue.</summary>
    public const string JobKind = "auto_label";
    private const string Model = "reelsight-analyst";

    /// <summary>From this overlap on, a found interval is one that somebody has judged already.</summary>
    private const double DuplicateIoU = 0.5;
    private const int MaxFacts = 20;
    private const int MaxNamedVideos = 5;
    private static readonly string _version = typeof(VideoAnalyzer).Assembly.GetName().Version!.ToString(3);

    /// <inheritdoc/>
    public string Kind => JobKind;

    /// <inheritdoc/>
    public bool IsQuick => false;

    /// <inheritdoc/>
    public bool IsBackground => true;

    /// <inheritdoc/>
    public async Task HandleAsync(JobContext context, CancellationToken ct)
    {
        var (tenantId, id) = (context.Job.TenantId, context.Job.SubjectId);
        if (await runs.FindAsync(tenantId, id, ct) is not { } run || LabelJobStates.HasEnded(run.State))
        {
            return;
        }

        if (await sets.FindAsync(tenantId, run.LabelSetId, ct) is not { } set)
        {
            return;
        }

        context.Begin(JobKind);
        var begun = await UpdateAsync(
            run,
            r => r with { State = LabelJobStates.Processing, StartedAt = r.StartedAt ?? clock.GetUtcNow() },
            ct
        );
        var learned = await taught.TrainAsync(set, run.LabelIds, ct);
        for (var at = run.VideosDone; at < run.VideoIds.Count && begun is { State: LabelJobStates.Processing }; at++)
        {
            context.Report(JobKind, (double)at / run.VideoIds.Count);
            var videoId = run.VideoIds[at];
            var outcome = await LabelVideoAsync(run, set, learned, videoId, ct);
            begun = await UpdateAsync(
                run,
                r =>
                    r with
                    {
                        VideosDone = at + 1,
                        Proposals = r.Proposals + outcome.Made,
                        Replaced = r.Replaced + outcome.Replaced,
                        SkippedVideoIds = outcome.IsSkipped ? [.. r.SkippedVideoIds, videoId] : r.SkippedVideoIds,
                    },
                ct
            );
        }
        if (begun is { State: LabelJobStates.Processing, SkippedVideoIds: { Count: > 0 } skipped })
        {
            throw CreateSkipped(skipped, begun.Proposals);
        }
        await UpdateAsync(run, r => r with { State = LabelJobStates.Ready, EndedAt = clock.GetUtcNow() }, ct);
    }

    /// <inheritdoc/>
    public async Task FailAsync(Job job, Failure failure, CancellationToken ct) =>
        await runs.UpdateAsync(
            job.TenantId,
            job.SubjectId,
            r =>
                LabelJobStates.HasEnded(r.State)
                    ? r
                    : r with
                    {
                        State = LabelJobStates.Failed,
                        Failure = failure,
                        EndedAt = clock.GetUtcNow(),
                        UpdatedAt = clock.GetUtcNow(),
                    },
            [],
            ct
        );

    // What was cancelled stays cancelled.
    private Task<AutoLabelRunRecord?> UpdateAsync(
        AutoLabelRunRecord run,
        Func<AutoLabelRunRecord, AutoLabelRunRecord> change,
        CancellationToken ct
    ) =>
        runs.UpdateAsync(
            run.TenantId,
            run.Id,
            r => LabelJobStates.HasEnded(r.State) ? r : change(r) with { UpdatedAt = clock.GetUtcNow() },
            [],
            ct
        );

    private static PermanentFailureException CreateSkipped(IReadOnlyList<string> videoIds, int proposals) =>
        new(
            new Failure(
                FailureCodes.VideoNotReady,
                $"{videoIds.Count} of the videos could not be labelled, because their originals are gone or damaged: "
                    + $"{string.Join(", ", videoIds.Take(MaxNamedVideos))}{(videoIds.Count > MaxNamedVideos ? ", …" : "")}. "
                    + $"The {proposals} proposals for the others are kept. Restore the files from a backup, or leave these videos out, "
                    + "and run again."
            )
        );

    private async Task<VideoOutcome> LabelVideoAsync(
        AutoLabelRunRecord run,
        LabelSetRecord set,
        IReadOnlyList<(LabelRecord Label, TaughtModel Model)> learned,
        string videoId,
        CancellationToken ct
    )
    {
        if (await videos.FindAsync(run.TenantId, set.IndexId, videoId, ct) is not { } video)
        {
            return VideoOutcome.Nothing; // deleted since the run was asked for
        }

        if (
            video is not { Status: VideoStatus.Ready, ContentHash: { } hash }
            || await described.FindAsync(run.TenantId, hash, ct) is not { } known
        )
        {
            return VideoOutcome.Skipped;
        }

        FrameMap? map;
        try
        {
            map = await maps.FindAsync(run.TenantId, hash, ct);
        }
        catch (Exception e) when (e is MediaException or MediaToolException)
        {
            return VideoOutcome.Skipped; /* was described, and its bytes have been damaged since: nothing can be put on its frames */
        }
        if (map is null)
        {
            return VideoOutcome.Skipped;
        }

        var found = FindProposals(
            run,
            set,
            VideoTimeline.Build(known, video.DurationSec, ct),
            await taught.FindAsync(learned, video, ct),
            video,
            map
        );
        var (made, replaced) = (0, 0);
        await annotations.EditAsync(
            run.TenantId,
            set.Id,
            new AnnotationEditInfo("auto_label", null, clock.GetUtcNow()),
            present =>
            {
                var existing = present
                    .ListAll(new AnnotationFilter { VideoIds = [videoId], LabelIds = run.LabelIds })
                    .Where(a => run.Reviewer is null || a.Reviewer is null || a.Reviewer == run.Reviewer)
                    .ToList();
                var outdated = existing.Where(a => a.IsUntouched && a.RunId is not null && a.Reviewer == run.Reviewer).ToList();
                var judged = existing.Except(outdated).ToList();
                var proposals = found
                    .Where(f => !judged.Exists(j => j.LabelId == f.LabelId && AnnotatorAgreement.IoU(j, f) >= DuplicateIoU))
                    .ToList();
                (made, replaced) = (proposals.Count, outdated.Count);
                return [.. outdated.Select(o => o with { Deleted = true }), .. proposals];
            },
            ct
        );
        return new VideoOutcome(made, replaced, IsSkipped: false);
    }

    private List<AnnotationRecord> FindProposals(
        AutoLabelRunRecord run,
        LabelSetRecord set,
        VideoTimeline timeline,
        IReadOnlyList<ProposedInterval> fromExamples,
        VideoRecord video,
        FrameMap map
    )
    {
        var labels = set.Labels.Where(l => run.LabelIds.Contains(l.Id)).ToList();
        var segments = analyst.FindSegments(
            timeline,
            labels.Select(l => new SegmentDefinition(l.Id, string.IsNullOrWhiteSpace(l.Description) ? l.Name : l.Description, [], [])),
            new SegmentLimits(null, null)
        );
        var known = segments.SelectMany(l =>
            l.Segments.Select(s => new ProposedInterval(l.Id, s.StartSec, s.EndSec, GetFacts(s), s.IsConclusive))
        );
        var all = TaughtProposals.Merge([.. known], fromExamples);
        return
        [
            .. from interval in set.Density == LabelSetRecord.Scene
                ? labels.SelectMany(l => MatchScenes(timeline, [.. all.Where(p => p.LabelId == l.Id)]))
                : all
            where interval.EndSec > interval.StartSec && interval.StartSec < map.GetTimeSec(map.Count)
            let proposal = Propose(run, set, video, map, interval)
            where proposal.Confidence is null || proposal.Confidence >= run.MinConfidence
            select proposal,
        ];
    }

    // A scene is labelled as a whole, when at least half of it shows what was asked for.
    private static IEnumerable<ProposedInterval> MatchScenes(VideoTimeline timeline, IReadOnlyList<ProposedInterval> found)
    {
        foreach (var scene in timeline.Shots)
        {
            var inside = found.Where(s => s.StartSec < scene.EndSec && scene.StartSec < s.EndSec).ToList();
            var covered = inside.Sum(s => Math.Min(s.EndSec, scene.EndSec) - Math.Max(s.StartSec, scene.StartSec));
            if (inside.Count > 0 && covered >= (scene.EndSec - scene.StartSec) / 2)
            {
                yield return new ProposedInterval(
                    inside[0].LabelId,
                    scene.StartSec,
                    scene.EndSec,
                    [.. inside.SelectMany(s => s.Facts).Distinct().Where(f => f.Overlaps(scene.StartSec, scene.EndSec))],
                    inside.Exists(s => s.IsConclusive),
                    inside.Select(s => s.Taught).OfType<AnnotationEvidence>().MaxBy(t => t.Confidence ?? 0)
                );
            }
        }
    }

    private static IReadOnlyList<Fact> GetFacts(VideoSegment segment) => segment.Claims.Count > 0 ? segment.Claims[0].Facts : [];

    private AnnotationRecord Propose(AutoLabelRunRecord run, LabelSetRecord set, VideoRecord video, FrameMap map, ProposedInterval interval)
    {
        var (start, end) = AnnotationIntervals.ResolveFrames(map, null, null, Math.Max(0, interval.StartSec), interval.EndSec);
        var facts = interval.Facts;
        var visibleFacts = facts.Where(f => f is { Kind: FactKind.Visible, Sightings.Count: > 0 }).ToList();
        // A detector's confidence in a person says nothing of whether it is a worker.
        var confidence =
            interval.Taught is { } learned ? learned.Confidence
            : interval.IsConclusive ? facts.Max(f => f.Confidence)
            : null;
        var now = clock.GetUtcNow();
        return new AnnotationRecord
        {
            Id = ids.Next(),
            TenantId = run.TenantId,
            LabelSetId = set.Id,
            VideoId = video.Id,
            LabelId = interval.LabelId,
            Track = run.Track,
            StartFrame = start,
            EndFrame = end,
            StartPts = 0,
            EndPts = 0,
            StartSec = 0,
            EndSec = 0,
            State = AnnotationRecord.Proposed,
            Reviewer = run.Reviewer,
            Source = AnnotationRecord.FromModel,
            Model = interval.Taught is null ? Model : TaughtProposals.Model,
            ModelVersion = _version,
            RunId = run.Id,
            Confidence = confidence is { } sure ? Math.Round(sure, 4) : null,
            // One object has one box; of several, a box around one would be wrong for the others.
            Boxes = visibleFacts.Count == 1 && !map.IsAudioOnly ? BoxTracks.FromSightings(visibleFacts[0].Sightings, map, start, end) : [],
            Evidence =
            [
                .. interval.Taught is { } evidence ? [evidence] : Array.Empty<AnnotationEvidence>(),
                .. facts
                    .Take(MaxFacts)
                    .Select(f => new AnnotationEvidence(
                        JsonNamingPolicy.SnakeCaseLower.ConvertName(f.Kind.ToString()),
                        f.Text,
                        Math.Round(f.StartSec, 3),
                        Math.Round(f.EndSec, 3),
                        f.Source,
                        f.Confidence
                    )),
            ],
            CreatedAt = now,
            UpdatedAt = now,
        }.WithFrames(map, start, end);
    }

    private readonly record struct VideoOutcome(int Made, int Replaced, bool IsSkipped)
    {
        /// <summary>There was nothing to label.</summary>
        public static VideoOutcome Nothing => new(0, 0, IsSkipped: false);

        /// <summary>The video is there and could not be labelled.</summary>
        public static VideoOutcome Skipped => new(0, 0, IsSkipped: true);
    }
}
