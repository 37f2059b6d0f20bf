namespace Reelsight.Cli.Evaluation;

/// <summary>A found moment. Seconds, half-open.</summary>
internal readonly record struct FoundMoment(string Video, double StartSec, double EndSec, double Score, string Confidence);

/// <summary>A place where the answer is. Seconds, half-open; a whole video ends at infinity.</summary>
internal readonly record struct RightRange(string Video, double StartSec, double EndSec);

/// <summary>The ranked moments that a question found, set beside its right answers.</summary>
internal sealed record JudgedQuery(string Text, string Kind, IReadOnlyList<RightRange> Right, IReadOnlyList<FoundMoment> Found)
{
    /// <summary>Whether there is anything right to find.</summary>
    public bool IsAnswerable => Right.Count > 0;

    /// <summary>1 for the first; the place of the first moment that overlaps a right range; null when none does.</summary>
    public int? FirstRight
    {
        get
        {
            for (var i = 0; i < Found.Count; i++)
            {
                if (IsRight(Found[i]))
                {
                    return i + 1;
                }
            }

            return null;
        }
    }

    /// <summary>Whether a moment overlaps a right range.</summary>
    public bool IsRight(FoundMoment moment) => Right.Any(range => Overlaps(moment, range));

    /// <summary>
    /// Average precision by overlap: every right range counts once, and a further moment on a range that was found already counts neither
    /// way, because long ranges hold many clips.
    /// </summary>
    public double AveragePrecisionByOverlap() => AveragePrecision(Overlaps, skipRepeats: true);

    /// <summary>
    /// Average precision by intersection over union: a moment is right when it reaches the threshold with a range not found yet, wrong
    /// else.
    /// </summary>
    public double AveragePrecisionByIoU(double threshold) =>
        AveragePrecision((moment, range) => IoU(moment, range) >= threshold, skipRepeats: false);

    private double AveragePrecision(Func<FoundMoment, RightRange, bool> matches, bool skipRepeats)
    {
        var open = Right.ToList();
        var (looked, sum) = (0, 0.0);
        foreach (var moment in Found)
        {
            var at = open.FindIndex(range => matches(moment, range));
            if (at < 0 && skipRepeats && IsRight(moment))
            {
                continue;
            }

            looked++;
            if (at < 0)
            {
                continue;
            }

            open.RemoveAt(at);
            sum += (double)(Right.Count - open.Count) / looked;
        }
        return Right.Count == 0 ? 0 : sum / Right.Count;
    }

    private static bool Overlaps(FoundMoment moment, RightRange range) =>
        moment.Video == range.Video && moment.StartSec < range.EndSec && range.StartSec < moment.EndSec;

    private static double IoU(FoundMoment moment, RightRange range)
    {
        if (!Overlaps(moment, range))
        {
            return 0;
        }
        // Where the whole video is right, a moment of it is wholly right.
        if (double.IsPositiveInfinity(range.EndSec))
        {
            return 1;
        }

        var shared = Math.Min(moment.EndSec, range.EndSec) - Math.Max(moment.StartSec, range.StartSec);
        return shared / (moment.EndSec - moment.StartSec + (range.EndSec - range.StartSec) - shared);
    }
}
