using Reelsight.Storage.Records;

namespace Reelsight.Labels.Review;

/// <summary>
/// Which proposals teach their labels most when somebody judges them: of labels that still learn, the least certain of each video, and
/// first
/// those of videos from which the label has no example yet.
/// </summary>
internal static class TeachingValue
{
    /// <summary>A label with so many examples in so many videos hardly learns from one more.</summary>
    private const int EnoughExamples = 20;
    private const int EnoughVideos = 5;

    // Where no model said how sure it is, all are alike.
    private const double UnknownDoubt = 0.5;
    private const double KnownVideoShare = 0.6;

    // What is sure in a video without an example may be wrong there, as the label has only seen others.
    private const double NewVideoValue = 0.6;

    /// <summary>The reasons by the ids of the annotations; most have none.</summary>
    /// <param name="annotations">All of a set.</param>
    public static IReadOnlyDictionary<string, ReviewReason> Compute(IReadOnlyList<AnnotationRecord> annotations)
    {
        var reasons = new Dictionary<string, ReviewReason>(StringComparer.Ordinal);
        foreach (var label in annotations.GroupBy(a => a.LabelId))
        {
            var accepted = label.Where(a => a.State == AnnotationRecord.Accepted).ToList();
            var known = accepted.Select(a => a.VideoId).ToHashSet(StringComparer.Ordinal);
            if (accepted.Count == 0 || (accepted.Count >= EnoughExamples && known.Count >= EnoughVideos))
            {
                continue;
            }

            foreach (var video in label.Where(a => a.State == AnnotationRecord.Proposed).GroupBy(a => a.VideoId))
            {
                var isNew = !known.Contains(video.Key);
                // One of each video first: a second one of the same video teaches less.
                foreach (var (place, proposal) in video.OrderByDescending(Doubt).ThenBy(a => a.StartFrame).Index())
                {
                    var weight =
                        (isNew ? NewVideoValue + ((1 - NewVideoValue) * Doubt(proposal)) : KnownVideoShare * Doubt(proposal)) / (1 + place);
                    reasons[proposal.Id] = new ReviewReason(
                        "teaches",
                        Math.Round(weight, 4),
                        isNew ? "The label has no example from this video yet." : "Its label still learns from every answer."
                    );
                }
            }
        }

        return reasons;
    }

    private static double Doubt(AnnotationRecord a) => a.Confidence is { } sure ? 1 - Math.Abs((2 * sure) - 1) : UnknownDoubt;
}
