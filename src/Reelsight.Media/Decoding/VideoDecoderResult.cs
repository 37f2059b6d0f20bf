using Reelsight.Core.Time;

namespace Reelsight.Media.Decoding;

/// <summary>What decoding all frames found; complete when every frame has been read.</summary>
public sealed record VideoDecoderResult
{
    /// <summary>Every decoded frame's time and how it differs from those around it, in order of time.</summary>
    public required IReadOnlyList<FrameDifference> Frames { get; init; }

    /// <summary>Unit of the frames' timestamps.</summary>
    public required Rational TimeBase { get; init; }

    /// <summary>How many frames were sampled.</summary>
    public required int SampledCount { get; init; }

    /// <summary>Time of the last decoded frame.</summary>
    public required MediaTime LastTime { get; init; }

    /// <summary>Seconds from the origin at which the last frame ends.</summary>
    public required double ReadableEndSec { get; init; }

    /// <summary>
    /// Where the timeline ends, in seconds from the origin: the file's length, or the end of the last frame where that is later
    /// or the file is cut off. A damaged header can claim years; plan with this, not with the claim.
    /// </summary>
    public required double EndSec { get; init; }

    /// <summary>Thumbnails, in order of time; empty when none were asked for.</summary>
    public required IReadOnlyList<Thumbnail> Thumbnails { get; init; }

    /// <summary>How often the decoder reported a damaged or missing frame and went on.</summary>
    public required int DamageCount { get; init; }

    /// <summary>True when the frames end clearly before the duration in the file.</summary>
    public required bool IsTruncated { get; init; }
}
