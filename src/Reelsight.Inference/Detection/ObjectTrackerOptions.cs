namespace Reelsight.Inference.Detection;

/// <summary>How detections become tracks. The defaults suit two frames per second.</summary>
public sealed record ObjectTrackerOptions
{
    /// <summary>Frames in which a thing may be missed before its track ends; at least 0.</summary>
    public int MaxMissedFrames { get; init; } = 2;

    /// <summary>Observations a track needs; a single one is more often an error than a thing.</summary>
    public int MinObservations { get; init; } = 2;

    /// <summary>Least motion, in box lengths per second, of what counts as moving. Boxes of things at rest jitter by up to 0.1.</summary>
    public double MinMovingSpeed { get; init; } = 0.2;
}
