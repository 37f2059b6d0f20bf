namespace Reelsight.Labels.Teaching;

/// <summary>The scores of a reviewed video's windows, each by a classifier that has not seen its part of the footage.</summary>
internal sealed record HeldOutCurve(TeachingVideo Video, IReadOnlyList<TeachingWindow> Windows, IReadOnlyList<float> Scores)
{
    /// <summary>The curves of all reviewed videos.</summary>
    public static IReadOnlyList<HeldOutCurve> Compute(
        FeatureLayout layout,
        IReadOnlyList<TeachingVideo> reviewed,
        TeachingSample sample,
        RidgeFit fit,
        HeldOutGroups groups,
        CancellationToken ct
    )
    {
        var rows = sample.Groups.Index().ToLookup(entry => entry.Item, entry => entry.Index);
        var scores = new Dictionary<int, LinearScore>();
        var curves = new List<HeldOutCurve>();
        for (var video = 0; video < reviewed.Count; video++)
        {
            ct.ThrowIfCancellationRequested();
            var windows = TeachingWindow.Split(reviewed[video]);
            foreach (var group in windows.Select(w => groups.Find(video, w.TimeSec)).Distinct().Where(g => !scores.ContainsKey(g)))
            {
                scores[group] = fit.FitWithout([.. rows[group]]);
            }

            var (at, values) = (video, new float[windows.Count]);
            Parallel.For(0, windows.Count, i =>
                values[i] = scores[groups.Find(at, windows[i].TimeSec)].Compute(layout.Compute(reviewed[at], windows[i]))
            );
            curves.Add(new HeldOutCurve(reviewed[video], windows, values));
        }

        return curves;
    }

    /// <summary>What would have been proposed.</summary>
    public IReadOnlyList<ScoredInterval> Find(double threshold) => ScoreSegmenter.Find(Windows, Scores, threshold);

    /// <summary>
    /// The mean score of each accepted and rejected interval, and of each clip that shows the label nowhere, with whether it is right.
    /// </summary>
    public IEnumerable<(double Score, bool IsRight)> Judge()
    {
        foreach (var interval in Video.Accepted)
        {
            yield return (Mean(TeachingSample.FindWindows(Windows, interval)), true);
        }

        foreach (var interval in Video.Rejected)
        {
            yield return (Mean(TeachingSample.FindWindows(Windows, interval)), false);
        }

        foreach (var clip in Windows.GroupBy(w => w.Clip))
        {
            if (!clip.Any(w => Video.Accepted.Concat(Video.Rejected).Any(w.Range.Overlaps)))
            {
                yield return (Mean([.. clip]), false);
            }
        }
    }

    private double Mean(IReadOnlyList<TeachingWindow> windows) => windows.Average(w => Scores[w.Frame]);
}
