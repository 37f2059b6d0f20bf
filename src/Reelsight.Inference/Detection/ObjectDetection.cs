using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Detection;

/// <summary>An object found in an image.</summary>
/// <param name="Label">One of <see cref="CocoLabels.All"/>.</param>
/// <param name="Score">The detector's own score, 0 to 1.</param>
/// <param name="Box">Where it is.</param>
public sealed record ObjectDetection(string Label, float Score, BoundingBox Box)
{
    /// <summary>Other labels for the same object with their best scores; those below the threshold are left out.</summary>
    public IReadOnlyList<LabelScore> Alternatives { get; init; } = [];
}
