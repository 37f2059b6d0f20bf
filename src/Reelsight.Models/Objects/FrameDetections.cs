namespace Reelsight.Models.Objects;

/// <summary>An object found in a picture.</summary>
/// <param name="Label">One of <see cref="CocoLabels.All"/>.</param>
/// <param name="Score">The detector's own score, 0 to 1.</param>
/// <param name="Box">Where it is.</param>
public sealed record ObjectDetection(string Label, float Score, BoundingBox Box)
{
    /// <summary>What else it may be: the best score of each other label at this place, where there is one worth naming.</summary>
    public IReadOnlyList<LabelScore> Alternatives { get; init; } = [];
}

/// <summary>A label and the detector's score for it, 0 to 1.</summary>
public readonly record struct LabelScore(string Label, float Score);

/// <summary>What the detector says about one picture.</summary>
/// <param name="Objects">Objects at or above the threshold, best first.</param>
/// <param name="ClassScores">The best score of each label anywhere in the picture, in the order of <see cref="CocoLabels.All"/>; also
/// below the threshold.</param>
public sealed record FrameDetections(IReadOnlyList<ObjectDetection> Objects, float[] ClassScores)
{
    /// <summary>
    /// What the network's middle layers say of the whole picture, each channel's mean, layer after layer as
    /// <see cref="ObjectDetector.LayerSizes"/> says: what <c>JointSpace</c> is made from.
    /// </summary>
    public required float[] LayerFeatures { get; init; }
}
