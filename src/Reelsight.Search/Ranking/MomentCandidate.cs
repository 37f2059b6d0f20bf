using Reelsight.Core;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Ranking;

/// <summary>
/// A moment before its reasons are written down: place of the video, half-open seconds, confidence, and the stretch of each clause when
/// they follow one another. Ordered by video and start.
/// </summary>
internal readonly record struct MomentCandidate(
    int Video,
    double Start,
    double End,
    Confidence Confidence,
    TimeInterval[]? StepIntervals = null
) : IComparable<MomentCandidate>
{
    public int CompareTo(MomentCandidate other) =>
        Video != other.Video ? Video.CompareTo(other.Video)
        : Start != other.Start ? Start.CompareTo(other.Start)
        : End.CompareTo(other.End);
}
