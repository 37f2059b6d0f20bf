using Reelsight.Labels.Agreement;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Review;

/// <summary>
/// Orders annotations by how urgently they should be reviewed: those that teach their label most, uncertain, disputed, and of unusual
/// length.
/// </summary>
public static class ReviewQueue
{
    /// <summary>A length is reported as an outlier from so many robust deviations on.</summary>
    private const double MinOutlierDeviations = 3;

    /// <summary>Fewer annotations of a label say nothing about the usual length.</summary>
    private const int MinAnnotationsToCompare = 8;

    /// <summary>From this overlap on two reviewers mean the same interval.</summary>
    private const double MinAgreementIoU = 0.5;

    /// <summary>All annotations with a reason for review, the most urgent first; proposals always have one.</summary>
    /// <param name="annotations">All of a set, also those that need no look: they are what others are compared with.</param>
    public static IReadOnlyList<ReviewItem> Build(IReadOnlyList<AnnotationRecord> annotations)
    {
        var usual = annotations
            .Where(a => a.State != AnnotationRecord.Rejected)
            .GroupBy(a => a.LabelId)
            .Where(g => g.Count() >= MinAnnotationsToCompare)
            .ToDictionary(g => g.Key, g => Spread.Compute(g.Select(LogDuration)));
        var judged = annotations.Where(a => a is { State: AnnotationRecord.Accepted, Reviewer: not null }).ToList();
        var reviewers = judged
            .GroupBy(a => a.VideoId)
            .ToDictionary(g => g.Key, g => g.Select(a => a.Reviewer!).Distinct().Order(StringComparer.Ordinal).ToList());
        var best = ComputeBestOverlaps(judged);
        var lessons = TeachingValue.Compute(annotations);
        return
        [
            .. annotations
                .Where(a => a.State != AnnotationRecord.Rejected)
                .Select(a => (Annotation: a, Reasons: FindReasons(a, reviewers, best, usual, lessons).ToList()))
                .Where(x => x.Reasons.Count > 0)
                .Select(x => new ReviewItem(x.Annotation, x.Reasons.Max(r => r.Weight), [.. x.Reasons.OrderByDescending(r => r.Weight)]))
                .OrderByDescending(i => i.Weight)
                .ThenBy(i => i.Annotation.VideoId, StringComparer.Ordinal)
                .ThenBy(i => i.Annotation.StartFrame)
                .ThenBy(i => i.Annotation.Id, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<ReviewReason> FindReasons(
        AnnotationRecord a,
        Dictionary<string, List<string>> reviewers,
        Dictionary<(string Id, string Other), double> overlaps,
        Dictionary<string, Spread> usual,
        IReadOnlyDictionary<string, ReviewReason> lessons
    )
    {
        if (lessons.TryGetValue(a.Id, out var lesson))
        {
            yield return lesson;
        }

        if (a.State == AnnotationRecord.Proposed)
        {
            yield return a.Confidence is { } confidence
                ? new(
                    "uncertain",
                    Math.Round(1 - Math.Abs(2 * confidence - 1), 4),
                    FormattableString.Invariant($"The model is {confidence:0.00} sure.")
                )
                : new("uncertain", 0.5, "The model did not say how sure it is.");
        }

        if (a is { State: AnnotationRecord.Accepted, Reviewer: not null })
        {
            foreach (var other in reviewers[a.VideoId].Where(r => r != a.Reviewer))
            {
                var best = overlaps.GetValueOrDefault((a.Id, other));
                if (best < MinAgreementIoU)
                {
                    yield return new(
                        "disagreement",
                        Math.Round(1 - best, 4),
                        best > 0 ? $"{other} has other edges." : $"{other} does not have it."
                    );
                }
            }
        }
        if (usual.TryGetValue(a.LabelId, out var spread) && spread.Deviations(LogDuration(a)) is var odd && odd >= MinOutlierDeviations)
        {
            yield return new(
                "outlier",
                Math.Round(Math.Min(1, odd / (2 * MinOutlierDeviations)), 4),
                LogDuration(a) > spread.Median
                    ? "It is much longer than others of its label."
                    : "It is much shorter than others of its label."
            );
        }
    }

    // The best overlap of each with one of the same label by each other reviewer. A sweep along the video meets only what overlaps.
    private static Dictionary<(string Id, string Other), double> ComputeBestOverlaps(IEnumerable<AnnotationRecord> judged)
    {
        var best = new Dictionary<(string, string), double>();
        void Keep(AnnotationRecord a, AnnotationRecord b, double iou) =>
            best[(a.Id, b.Reviewer!)] = Math.Max(iou, best.GetValueOrDefault((a.Id, b.Reviewer!)));
        foreach (var group in judged.GroupBy(a => (a.VideoId, a.LabelId)))
        {
            var open = new List<AnnotationRecord>();
            foreach (var a in group.OrderBy(a => a.StartFrame))
            {
                open.RemoveAll(b => b.EndFrame <= a.StartFrame);
                foreach (var b in open.Where(b => b.Reviewer != a.Reviewer))
                {
                    var iou = AnnotatorAgreement.IoU(a, b);
                    Keep(a, b, iou);
                    Keep(b, a, iou);
                }
                open.Add(a);
            }
        }
        return best;
    }

    // Lengths spread by factors, not by seconds.
    private static double LogDuration(AnnotationRecord a) => Math.Log(Math.Max(1e-3, a.EndSec - a.StartSec));

    private readonly record struct Spread(double Median, double Deviation)
    {
        public static Spread Compute(IEnumerable<double> values)
        {
            var sorted = values.Order().ToList();
            var median = ComputeMedian(sorted);
            // Half of all lie within this; 1.4826 makes it a standard deviation for bell curves. Equal lengths still spread a little.
            return new(median, Math.Max(0.1, 1.4826 * ComputeMedian([.. sorted.Select(v => Math.Abs(v - median)).Order()])));
        }

        public double Deviations(double value) => Math.Abs(value - Median) / Deviation;

        private static double ComputeMedian(List<double> sorted) =>
            sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
