namespace Reelsight.Inference.Detection;

/// <summary>What the detector reports, and how hard it looks.</summary>
public sealed record ObjectDetectorOptions
{
    /// <summary>Least score of a reported object, 0 to 1.</summary>
    public float MinScore { get; init; } = 0.35f;

    /// <summary>Least score of another label that is reported beside an object's own, 0 to 1.</summary>
    public float MinAlternativeScore { get; init; } = 0.12f;

    /// <summary>
    /// Whether to look a second time at the picture flattened to 45 % of its height. It finds what stands upright or is seen
    /// from above – cars in a yard, chairs in a hall – and takes as long again.
    /// </summary>
    public bool UseSecondPass { get; init; } = true;

    /// <summary>Two boxes of one label that overlap by more than this are one object; 0 to 1.</summary>
    public float MaxOverlap { get; init; } = 0.5f;

    /// <summary>Threads one picture may use, at least 1.</summary>
    public int Threads { get; init; } = 1;
}
