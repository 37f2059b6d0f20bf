using Reelsight.Inference.Detection;
using Reelsight.Inference.Imaging;

namespace Reelsight.Bench.Micro.HotPaths;

/// <summary>The detections of a minute, two frames a second, linked into tracks.</summary>
internal sealed class ObjectTracking : HotPath
{
    private const int Frames = 120;
    private const double FrameSec = 0.5;

    private readonly ObjectDetection[][] _detections = [.. Enumerable.Range(0, Frames).Select(CreateFrame)];

    /// <inheritdoc/>
    public override int Run()
    {
        var tracker = new ObjectTracker();
        for (var frame = 0; frame < Frames; frame++)
        {
            tracker.Add(frame * FrameSec, _detections[frame]);
        }

        return tracker.GetTracks().Count;
    }

    // Two people who stand, and a car that crosses the image in ten seconds and comes back.
    private static ObjectDetection[] CreateFrame(int frame) =>
        [
            new("person", 0.9f, new BoundingBox(0.1f, 0.3f, 0.1f, 0.4f)),
            new("person", 0.8f, new BoundingBox(0.7f, 0.3f, 0.1f, 0.4f)),
            new("car", 0.7f, new BoundingBox(frame % 20 * 0.04f, 0.6f, 0.2f, 0.15f)),
        ];
}
