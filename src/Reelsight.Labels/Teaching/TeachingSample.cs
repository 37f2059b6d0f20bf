using Reelsight.Core.Time;

namespace Reelsight.Labels.Teaching;

/// <summary>The rows that a label is trained on: windows of videos with a target, a weight, and what they are left out with.</summary>
internal sealed class TeachingSample
{
    // More rows take longer and say the same: the windows of one interval look alike.
    private const int MaxOfKind = 200;
    private const int MaxOfInterval = 12;

    // Examples on one side weigh what all else weighs. Other footage may show the label, unmarked: it counts little.
    private const double AcceptedWeight = 0.5;
    private const double RejectedWeight = 0.25;
    private const double OutsideWeight = 0.25;
    private const double OtherWeight = 0.1;

    private readonly FeatureLayout _layout;

    private TeachingSample(FeatureLayout layout) => _layout = layout;

    public List<float[]> Rows { get; } = [];
    public List<double> Targets { get; } = [];
    public List<double> Weights { get; } = [];
    public List<int> Groups { get; } = [];

    /// <summary>Whether anything in it shows what the label is not, whichever half of the other footage is left out.</summary>
    public bool HasContrast =>
        Enumerable
            .Range(0, FootageFold.Count)
            .All(fold => Targets.Zip(Groups).Any(row => row.First < 0 && row.Second != GetOtherGroup(fold)));

    /// <summary>The group of the rows of a half of the other footage; those of reviewed videos are not below 0.</summary>
    public static int GetOtherGroup(int fold) => -1 - fold;

    /// <summary>Draws the rows.</summary>
    /// <param name="layout">The numbers of a row.</param>
    /// <param name="reviewed">Videos with examples.</param>
    /// <param name="others">Videos without.</param>
    /// <param name="group">What a window of a reviewed video is left out with, by the index of the video and a time.</param>
    public static TeachingSample Draw(
        FeatureLayout layout,
        IReadOnlyList<TeachingVideo> reviewed,
        IReadOnlyList<TeachingVideo> others,
        Func<int, double, int> group
    )
    {
        var sample = new TeachingSample(layout);
        var windows = reviewed.Select(TeachingWindow.Split).ToList();
        sample.AddIntervals(reviewed, windows, v => v.Accepted, 1, AcceptedWeight, group);
        sample.AddIntervals(reviewed, windows, v => v.Rejected, -1, RejectedWeight, group);
        var outside = windows
            .SelectMany((all, video) => all.Where(w => IsOutside(reviewed[video], w)).Select(w => (Video: video, Window: w)))
            .ToList();
        var kept = Spread(outside, MaxOfKind);
        foreach (var (video, window) in kept)
        {
            sample.Add(reviewed[video], window, -1, OutsideWeight / kept.Count, group(video, window.TimeSec));
        }

        var rest = Spread([.. others.SelectMany(v => TeachingWindow.Split(v).Select(w => (Video: v, Window: w)))], MaxOfKind);
        foreach (var (video, window) in rest)
        {
            sample.Add(video, window, -1, OtherWeight / rest.Count, GetOtherGroup(FootageFold.Find(video.VideoId)));
        }

        return sample;
    }

    /// <summary>The windows of an interval; the one around its middle when no frame lies in it.</summary>
    public static IReadOnlyList<TeachingWindow> FindWindows(IReadOnlyList<TeachingWindow> windows, TimeRange interval)
    {
        var inside = windows.Where(w => interval.Contains(w.TimeSec)).ToList();
        var middle = (interval.StartSec + interval.EndSec) / 2;
        return inside.Count > 0 || windows.Count == 0 ? inside : [windows.MinBy(w => Math.Abs(w.TimeSec - middle))];
    }

    private void AddIntervals(
        IReadOnlyList<TeachingVideo> reviewed,
        List<IReadOnlyList<TeachingWindow>> windows,
        Func<TeachingVideo, IReadOnlyList<TimeRange>> intervals,
        double target,
        double weight,
        Func<int, double, int> group
    )
    {
        var count = reviewed.Sum(v => intervals(v).Count);
        var each = Math.Clamp(MaxOfKind / Math.Max(1, count), 1, MaxOfInterval);
        // Every interval is one example, however long.
        var all = reviewed.SelectMany((v, i) => intervals(v).Select(range => (Video: i, Range: range))).ToList();
        foreach (var (video, range) in Spread(all, MaxOfKind))
        {
            var inside = FindWindows(windows[video], range);
            if (target < 0)
            {
                inside = [.. inside.Where(w => !reviewed[video].Accepted.Any(a => a.Contains(w.TimeSec)))];
            }

            var kept = Spread(inside, each);
            foreach (var window in kept)
            {
                Add(reviewed[video], window, target, weight / count / kept.Count, group(video, window.TimeSec));
            }
        }
    }

    private void Add(TeachingVideo video, TeachingWindow window, double target, double weight, int group)
    {
        Rows.Add(_layout.Compute(video, window));
        Targets.Add(target);
        Weights.Add(weight);
        Groups.Add(group);
    }

    private static bool IsOutside(TeachingVideo video, TeachingWindow window) =>
        !video.Accepted.Any(window.Range.Overlaps) && !video.Rejected.Any(r => r.Contains(window.TimeSec));

    // Evenly over all of them: the same every time.
    private static IReadOnlyList<T> Spread<T>(IReadOnlyList<T> all, int count) =>
        all.Count <= count ? all : [.. Enumerable.Range(0, count).Select(i => all[(int)(((i + 0.5) * all.Count) / count)])];
}
