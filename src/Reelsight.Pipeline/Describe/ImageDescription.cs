using Reelsight.Models;
using Reelsight.Storage;

namespace Reelsight.Pipeline.Describe;

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

/// <summary>An object in a picture: label, the detector's own confidence (0-1), box in parts of the picture (top-left origin).</summary>
/// <param name="Label">One of the detector's labels.</param>
/// <param name="Confidence">The detector's.</param>
/// <param name="X">Left edge, 0-1.</param>
/// <param name="Y">Top edge, 0-1.</param>
/// <param name="Width">0-1.</param>
/// <param name="Height">0-1.</param>
/// <param name="Colours">Colour names that cover a notable share of it, most first.</param>
/// <param name="Alternatives">What else the detector took it for, surest first.</param>
public sealed record ImageObject(
    string Label,
    double Confidence,
    float X,
    float Y,
    float Width,
    float Height,
    IReadOnlyList<string> Colours,
    IReadOnlyList<AlternativeLabel> Alternatives
);
