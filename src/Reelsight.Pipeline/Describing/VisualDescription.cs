using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;

namespace Reelsight.Pipeline.Describing;

/// <summary>What one decode pass over the picture found. Times are seconds on the video's timeline, half-open.</summary>
public sealed record VisualDescription
{
    /// <summary>Where the last frame ends; may differ from what the container says.</summary>
    public required double EndSec { get; init; }

    /// <summary>Stretches between cuts, in order, without gaps.</summary>
    public required IReadOnlyList<ShotRange> Shots { get; init; }

    /// <summary>2-10 s pieces aligned to the shots, in order, without gaps.</summary>
    public required IReadOnlyList<Clip> Clips { get; init; }

    /// <summary>Tracked objects and on-screen lines.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>Clips × the dimension of <see cref="Frames"/>.</summary>
    public required float[] Joint { get; init; }

    /// <summary>The frames that were placed in the joint space, one by one.</summary>
    public required FrameVectorSet Frames { get; init; }

    /// <summary>Clips × <see cref="EmbeddingSpaces.VisualSimilarityDimension"/>.</summary>
    public required float[] LookAlikes { get; init; }

    /// <summary>Brightness of each second, 0-1.</summary>
    public IReadOnlyList<float> Brightness { get; init; } = [];

    /// <summary>Whether the file broke off before its stated end.</summary>
    public bool Truncated { get; init; }
}
