namespace Reelsight.Inference.Detection;

/// <summary>Detections of one image.</summary>
/// <param name="Objects">Objects at or above the threshold, best first.</param>
/// <param name="ClassScores">The best score of each label anywhere in the image, in the order of <see cref="CocoLabels.All"/>; also
/// below the threshold.</param>
public sealed record FrameDetections(IReadOnlyList<ObjectDetection> Objects, float[] ClassScores)
{
    /// <summary>
    /// Mean of each channel of the network's middle layers over the whole image, layer after layer as
    /// <see cref="ObjectDetector.LayerSizes"/> says: what <c>JointSpace</c> is made from.
    /// </summary>
    public required float[] LayerFeatures { get; init; }
}
