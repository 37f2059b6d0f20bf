using System.Text.Json.Serialization;
using Reelsight.Core.Descriptions;
using Reelsight.Inference.Embeddings;

namespace Reelsight.Pipeline.Describing;

/// <summary>Output of the image stage: what the models found in one image, the same as in a frame that shows it.</summary>
public sealed record ImageDescription
{
    /// <summary>Width in pixels, upright.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels, upright.</summary>
    public required int Height { get; init; }

    /// <summary>The detector that found the objects; null in descriptions from before it was stored, when there was one only.</summary>
    public string? Detector { get; init; }

    /// <summary>Objects, highest confidence first.</summary>
    public required IReadOnlyList<ImageObject> Objects { get; init; }

    /// <summary>Lines of text, in reading order.</summary>
    public required IReadOnlyList<OnScreenTextLine> Lines { get; init; }

    /// <summary>
    /// Embedding in <see cref="EmbeddingSpaces.VisualSimilarity"/>, of length 1; zeros for a blank image.
    /// </summary>
    [JsonPropertyName("LookAlike")]
    public required float[] VisualSimilarity { get; init; }

    /// <summary>Visual similarity embeddings of edited views of the image, with which edited copies are found.</summary>
    public required IReadOnlyList<EditedImageVector> Edits { get; init; }

    /// <summary>Embedding in the joint space, of length 1.</summary>
    public required float[] Joint { get; init; }

    /// <summary>Tags, likeliest first.</summary>
    public required IReadOnlyList<ClipTag> Tags { get; init; }
}
