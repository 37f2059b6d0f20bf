namespace Reelsight.Core.Descriptions;

/// <summary>
/// A time range of 2-10 s of a video, aligned to its shots; half-open, in seconds. The unit that vectors and hits belong to.
/// </summary>
/// <param name="StartSec">Inclusive.</param>
/// <param name="EndSec">Exclusive.</param>
/// <param name="Thumbnail">Blob key of a thumbnail of the clip, if there is one.</param>
public sealed record Clip(double StartSec, double EndSec, string? Thumbnail)
{
    /// <summary>What the clip is likely to show, likeliest first; only what is likely enough to be worth keeping.</summary>
    public IReadOnlyList<ClipTag> Tags { get; init; } = [];
}
