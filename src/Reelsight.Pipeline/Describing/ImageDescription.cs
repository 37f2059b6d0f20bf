using Reelsight.Core.Descriptions;
using Reelsight.Inference.Embeddings;

namespace Reelsight.Pipeline.Describing;

/// <summary>What the describers see in one picture: the same as they would see in a frame that shows it.</summary>
public sealed record ImageDescription
{
    /// <summary>Width in pixels, upright.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels, upright.</summary>
    public required int Height { get; init; }

    /// <summary>Objects, surest first.</summary>
    public required IReadOnlyList<ImageObject> Objects { get; init; }

    /// <summary>Lines of writing, in reading order.</summary>
    public required IReadOnlyList<OnScreenTextLine> Lines { get; init; }

    /// <summary>
    /// How it looks: <see cref="EmbeddingSpaces.VisualSimilarityDimension"/> numbers of length 1 in <see cref="EmbeddingSpaces.VisualSimilarity"/>, zeros for a blank one.
    /// </summary>
    public required float[] LookAlike { get; init; }

    /// <summary>How it would look in footage that was edited, or if it is itself an edit of it.</summary>
    public required IReadOnlyList<EditedImageVector> Edits { get; init; }

    /// <summary>What it shows: numbers of length 1 in the joint space.</summary>
    public required float[] Joint { get; init; }

    /// <summary>What it is likely to show, likeliest first.</summary>
    public required IReadOnlyList<ClipTag> Tags { get; init; }
}
