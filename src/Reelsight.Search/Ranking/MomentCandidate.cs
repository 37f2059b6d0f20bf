using Reelsight.Core;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Ranking;

/// <summary>
/// A moment without its explanation: ordinal of the video, half-open seconds, confidence, and the interval of each clause of a temporal
/// query. Ordered by video and start.
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
