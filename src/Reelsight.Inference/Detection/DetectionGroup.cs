using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Detection;

/// <summary>Everything the detector said about one place in one frame; the opinions differ in label, the best comes first.</summary>
internal sealed record DetectionGroup(BoundingBox Box, List<ObjectDetection> Detections)
{
    public bool IsPerson => Detections[0].Label == "person";
}
