using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Detection;

/// <summary>An object found in a picture.</summary>
/// <param name="Label">One of <see cref="CocoLabels.All"/>.</param>
/// <param name="Score">The detector's own score, 0 to 1.</param>
/// <param name="Box">Where it is.</param>
public sealed record ObjectDetection(string Label, float Score, BoundingBox Box)
{
    /// <summary>What else it may be: the best score of each other label at this place, where there is one worth naming.</summary>
    public IReadOnlyList<LabelScore> Alternatives { get; init; } = [];
}
