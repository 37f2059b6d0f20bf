namespace Reelsight.Inference.Detection;

/// <summary>How detections become tracks. The defaults suit two frames per second.</summary>
public sealed record ObjectTrackerOptions
{
    /// <summary>Frames in which an object may be missed before its track ends; at least 0.</summary>
    public int MaxMissedFrames { get; init; } = 2;

    /// <summary>Minimum number of observations of a track; a single one is more often an error than an object.</summary>
    public int MinObservations { get; init; } = 2;

    /// <summary>Minimum motion, in box lengths per second, of an object that moves. Boxes of objects at rest jitter by up to 0.1.</summary>
    public double MinMovingSpeed { get; init; } = 0.2;
}
