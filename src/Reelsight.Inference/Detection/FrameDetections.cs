namespace Reelsight.Inference.Detection;

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
