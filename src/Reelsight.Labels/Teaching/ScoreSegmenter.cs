using Reelsight.Core.Time;

namespace Reelsight.Labels.Teaching;

/// <summary>
/// Finds the change points of a score curve: where a label begins and ends. Of all ways to divide the video into shown and not shown it
/// takes the one that fits the scores best, where each change costs something, and less at the edge of a clip.
/// </summary>
public static class ScoreSegmenter
{
    // In the unit of the scores, whose examples lie near 1 and -1. Chosen on films of the teaching halves of the sets.
    private const double ChangeCost = 0.3;
    private const double ChangeCostAtClip = 0.1;

    /// <summary>The intervals that show the label, in order.</summary>
    /// <param name="windows">The windows of the video.</param>
    /// <param name="scores">A score for each.</param>
    /// <param name="threshold">The score from which a window alone counts as showing it.</param>
    public static IReadOnlyList<ScoredInterval> Find(IReadOnlyList<TeachingWindow> windows, IReadOnlyList<float> scores, double threshold)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(scores);
        var shown = Divide(windows, scores, threshold);
        var found = new List<ScoredInterval>();
        for (var first = 0; first < windows.Count; first++)
        {
            if (!shown[first])
            {
                continue;
            }

            var end = first + 1;
            while (end < windows.Count && shown[end])
            {
                end++;
            }

            var range = new TimeRange(windows[first].Range.StartSec, windows[end - 1].Range.EndSec);
            found.Add(new ScoredInterval(range, scores.Skip(first).Take(end - first).Average()));
            first = end;
        }

        return found;
    }

    // The best division by dynamic programming: each window is shown (its score counts) or not (it counts nothing).
    private static bool[] Divide(IReadOnlyList<TeachingWindow> windows, IReadOnlyList<float> scores, double threshold)
    {
        var changed = new (bool ToShown, bool ToHidden)[windows.Count];
        var (shown, hidden) = (0.0, 0.0);
        for (var i = 0; i < windows.Count; i++)
        {
            if (i > 0)
            {
                var cost = windows[i].Clip == windows[i - 1].Clip ? ChangeCost : ChangeCostAtClip;
                changed[i] = (hidden - cost > shown, shown - cost > hidden);
                (shown, hidden) = (Math.Max(shown, hidden - cost), Math.Max(hidden, shown - cost));
            }

            shown += scores[i] - threshold;
        }

        var division = new bool[windows.Count];
        var state = shown > hidden;
        for (var i = windows.Count - 1; i >= 0; i--)
        {
            division[i] = state;
            state = state ? !changed[i].ToShown : changed[i].ToHidden;
        }

        return division;
    }
}
