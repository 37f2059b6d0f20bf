using Reelsight.Core;
using Reelsight.Core.Time;

namespace Reelsight.Search.Ranking;

/// <summary>Puts the moments of a taught label among those that were found without it.</summary>
internal static class TaughtMomentMerger
{
    // From this overlap on, both mean the same moment.
    private const double SameIoU = 0.5;

    /// <summary>
    /// All moments, best first. Where both kinds mean the same one, it has the edges of the examples and the reasons of both.
    /// </summary>
    public static SearchResult Merge(SearchQuery query, SearchResult found, IReadOnlyList<Moment> taught)
    {
        var byVideo = found.Moments.ToLookup(moment => moment.VideoId, StringComparer.Ordinal);
        var merged = new HashSet<Moment>(ReferenceEqualityComparer.Instance);
        var all = new List<Moment>();
        foreach (var moment in taught)
        {
            var same = byVideo[moment.VideoId].Where(other => Range(other).IoU(Range(moment)) >= SameIoU).ToList();
            merged.UnionWith(same);
            all.Add(
                moment with
                {
                    Score = same.Select(other => other.Score).Append(moment.Score).Max(),
                    Confidence = same.Select(other => other.Confidence).Append(moment.Confidence).Max(),
                    Reasons = [.. moment.Reasons, .. same.SelectMany(other => other.Reasons)],
                    Transcription = same.Find(other => other.Transcription is not null)?.Transcription,
                    Thumbnail = moment.Thumbnail ?? same.Find(other => other.Thumbnail is not null)?.Thumbnail,
                }
            );
        }

        all.AddRange(found.Moments.Where(moment => !merged.Contains(moment)));
        return found with
        {
            // Stable: moments of equal scores stay in their order.
            Moments = [.. all.OrderByDescending(moment => moment.Score)],
            VisuallyClosest = ListStillUnsure(found.VisuallyClosest, taught),
            QueryReading = found.QueryReading with
            {
                Understood = [.. found.QueryReading.Understood, $"{query.Text.Trim()}: a label taught by example"],
                NotUnderstood = [],
                Note = all.Count > 0 ? null : found.QueryReading.Note,
            },
        };
    }

    // What looks closest is offered only while nothing is sure, and never twice.
    private static IReadOnlyList<ClosestClip> ListStillUnsure(IReadOnlyList<ClosestClip> closest, IReadOnlyList<Moment> taught) =>
        taught.Any(moment => moment.Confidence > Confidence.Low)
            ? []
            : [.. closest.Where(clip => !taught.Any(moment => moment.VideoId == clip.VideoId && Range(moment).Overlaps(Range(clip))))];

    private static TimeRange Range(ClosestClip clip) => new(clip.StartSec, clip.EndSec);

    private static TimeRange Range(Moment moment) => new(moment.StartSec, moment.EndSec);
}
