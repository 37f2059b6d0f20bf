namespace Reelsight.Inference.Detection;

/// <summary>Thresholds of the detector, and how much time it spends.</summary>
public sealed record ObjectDetectorOptions
{
    /// <summary>Minimum score of a reported object, 0 to 1.</summary>
    public float MinScore { get; init; } = 0.35f;

    /// <summary>Minimum score of another label that is reported beside an object's own, 0 to 1.</summary>
    public float MinAlternativeScore { get; init; } = 0.12f;

    /// <summary>
    /// Whether to run a second pass on the image flattened to 45 % of its height. It finds what stands upright or is seen
    /// from above – cars in a yard, chairs in a hall – and doubles the time.
    /// </summary>
    public bool UseSecondPass { get; init; } = true;

    /// <summary>Intersection over union above which two boxes of one label are one object; 0 to 1.</summary>
    public float MaxOverlap { get; init; } = 0.5f;

    /// <summary>Threads that one image may use, at least 1.</summary>
    public int Threads { get; init; } = 1;
}
