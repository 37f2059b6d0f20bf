using Reelsight.Inference.Imaging;

namespace Reelsight.Inference.Detection;

/// <summary>Detections of one object in one frame; they differ in label, the best comes first.</summary>
internal sealed record DetectionGroup(BoundingBox Box, List<ObjectDetection> Detections)
{
    public bool IsPerson => Detections[0].Label == "person";
}
