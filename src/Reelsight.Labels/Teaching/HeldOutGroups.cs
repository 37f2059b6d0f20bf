namespace Reelsight.Labels.Teaching;

/// <summary>What is left out together when a label is measured: a video, or, of a single one, what lies nearest to an interval.</summary>
/// <param name="reviewed">Videos with examples.</param>
internal sealed class HeldOutGroups(IReadOnlyList<TeachingVideo> reviewed)
{
    private readonly bool _byVideo = reviewed.Count(v => v.Accepted.Count > 0) > 1;

    /// <summary>The group of a window.</summary>
    /// <param name="video">Index of its video.</param>
    /// <param name="timeSec">Its time.</param>
    public int Find(int video, double timeSec)
    {
        var intervals = reviewed[video].Accepted;
        if (_byVideo || intervals.Count == 0)
        {
            return video;
        }

        var nearest = Enumerable
            .Range(0, intervals.Count)
            .MinBy(i => Math.Max(0, Math.Max(intervals[i].StartSec - timeSec, timeSec - intervals[i].EndSec)));
        return reviewed.Count + nearest;
    }
}
