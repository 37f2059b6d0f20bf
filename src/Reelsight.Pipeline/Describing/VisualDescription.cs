using System.Text.Json.Serialization;
using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;

namespace Reelsight.Pipeline.Describing;

/// <summary>Output of the visual stage: what was found in the frames. Times are seconds on the video's timeline, half-open.</summary>
public sealed record VisualDescription
{
    /// <summary>End of the last frame, seconds; may differ from the duration in the container.</summary>
    public required double EndSec { get; init; }

    /// <summary>Shots, in order, without gaps.</summary>
    public required IReadOnlyList<ShotRange> Shots { get; init; }

    /// <summary>Clips of 2-10 s aligned to the shots, in order, without gaps.</summary>
    public required IReadOnlyList<Clip> Clips { get; init; }

    /// <summary>Tracked objects and lines of on-screen text.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>Embeddings of the clips in the joint space: clips × the dimensions of <see cref="Frames"/>.</summary>
    public required float[] Joint { get; init; }

    /// <summary>Embeddings of the sampled frames in the joint space.</summary>
    public required FrameVectorSet Frames { get; init; }

    /// <summary>Visual similarity embeddings: clips × <see cref="EmbeddingSpaces.VisualSimilarityDimension"/>.</summary>
    [JsonPropertyName("LookAlikes")]
    public required float[] VisualSimilarity { get; init; }

    /// <summary>Brightness of each second, 0-1.</summary>
    public IReadOnlyList<float> Brightness { get; init; } = [];

    /// <summary>Whether the frames ended before the duration in the file.</summary>
    public bool Truncated { get; init; }
}
