namespace Reelsight.Cli.Evaluation;

/// <summary>The ranked moments that a query retrieved, judged by its relevant ranges.</summary>
internal sealed record JudgedQuery(
    string Text,
    string Kind,
    IReadOnlyList<RelevantRange> Relevant,
    IReadOnlyList<RetrievedMoment> Retrieved
)
{
    /// <summary>Whether the query has a relevant range.</summary>
    public bool IsAnswerable => Relevant.Count > 0;

    /// <summary>Rank, from 1, of the first moment that overlaps a relevant range; null when none does.</summary>
    public int? FirstRelevantRank
    {
        get
        {
            for (var i = 0; i < Retrieved.Count; i++)
            {
                if (IsRelevant(Retrieved[i]))
                {
                    return i + 1;
                }
            }

            return null;
        }
    }

    /// <summary>Whether a moment overlaps a relevant range.</summary>
    public bool IsRelevant(RetrievedMoment moment) => Relevant.Any(range => Overlaps(moment, range));

    /// <summary>
    /// Average precision by overlap: every relevant range counts once, and a further moment on a range that was found already counts
    /// neither way, because long ranges hold many clips.
    /// </summary>
    public double AveragePrecisionByOverlap() => AveragePrecision(Overlaps, skipRepeats: true);

    /// <summary>
    /// Average precision by intersection over union: a moment is relevant when it reaches the threshold with a range not found yet, not
    /// relevant otherwise.
    /// </summary>
    public double AveragePrecisionByIoU(double threshold) =>
        AveragePrecision((moment, range) => IoU(moment, range) >= threshold, skipRepeats: false);

    private double AveragePrecision(Func<RetrievedMoment, RelevantRange, bool> matches, bool skipRepeats)
    {
        var open = Relevant.ToList();
        var (looked, sum) = (0, 0.0);
        foreach (var moment in Retrieved)
        {
            var at = open.FindIndex(range => matches(moment, range));
            if (at < 0 && skipRepeats && IsRelevant(moment))
            {
                continue;
            }

            looked++;
            if (at < 0)
            {
                continue;
            }

            open.RemoveAt(at);
            sum += (double)(Relevant.Count - open.Count) / looked;
        }
        return Relevant.Count == 0 ? 0 : sum / Relevant.Count;
    }

    private static bool Overlaps(RetrievedMoment moment, RelevantRange range) =>
        moment.Video == range.Video && moment.StartSec < range.EndSec && range.StartSec < moment.EndSec;

    private static double IoU(RetrievedMoment moment, RelevantRange range)
    {
        if (!Overlaps(moment, range))
        {
            return 0;
        }
        // Where the whole video is relevant, so is every moment of it.
        if (double.IsPositiveInfinity(range.EndSec))
        {
            return 1;
        }

        var shared = Math.Min(moment.EndSec, range.EndSec) - Math.Max(moment.StartSec, range.StartSec);
        return shared / (moment.EndSec - moment.StartSec + (range.EndSec - range.StartSec) - shared);
    }
}
