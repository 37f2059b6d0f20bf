using System.Text.Json.Serialization;
using Reelsight.Labels.Review;
using Reelsight.Server.Http.Json;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>
/// A pass of auto-labelling. <c>estimated_sec</c> is how long it is expected to take, from earlier passes; <c>by_hand_sec</c> the work by
/// hand on the same footage (four hours an hour), <c>saved_sec</c> what is left of that when its proposals are judged (eight seconds each,
/// and the footage looked over at double speed).
/// </summary>
internal sealed record AutoLabelRunView(
    [property: JsonPropertyName("_id")] string Id,
    string LabelSetId,
    int LabelSetVersion,
    [OneOf("queued", "processing", "ready", "failed", "canceled")] string State,
    IReadOnlyList<string> LabelIds,
    IReadOnlyList<string> VideoIds,
    string? Reviewer,
    double MinConfidence,
    int Track,
    double Progress,
    int VideosDone,
    int Proposals,
    int Replaced,
    double FootageSec,
    double EstimatedSec,
    double ByHandSec,
    double SavedSec,
    FailureView? Error,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset CreatedAt
)
{
    internal static AutoLabelRunView From(AutoLabelRunRecord run, double secPerSec) =>
        new(
            run.Id,
            run.LabelSetId,
            run.LabelSetVersion,
            run.State,
            run.LabelIds,
            run.VideoIds,
            run.Reviewer,
            run.MinConfidence,
            run.Track,
            run.State == LabelJobStates.Ready ? 1 : Math.Round((double)run.VideosDone / Math.Max(1, run.VideoIds.Count), 3),
            run.VideosDone,
            run.Proposals,
            run.Replaced,
            Math.Round(run.FootageSec, 3),
            Math.Round(run.FootageSec * secPerSec, 3),
            Math.Round(LabelingEffort.EstimateManualSec(run.FootageSec), 3),
            Math.Round(LabelingEffort.EstimateSavedSec(run.FootageSec, run.Proposals), 3),
            FailureView.From(run.Failure),
            run.StartedAt,
            run.EndedAt,
            run.CreatedAt
        );
}
