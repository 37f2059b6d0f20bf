namespace Reelsight.Inference.Ocr;

/// <summary>Thresholds and limits of text recognition in images.</summary>
public sealed record OcrOptions
{
    /// <summary>Longer side of the detector's input in pixels; larger images are shrunk to it. Cost grows with
    /// its square; letters lower than about 1/100 of it are missed.</summary>
    public int DetectorLongSide { get; init; } = 960;

    /// <summary>Probability (0..1) from which a pixel counts as text.</summary>
    public float PixelProbability { get; init; } = 0.3f;

    /// <summary>Mean probability (0..1) of the pixels of a region from which it counts as text.</summary>
    public float RegionProbability { get; init; } = 0.6f;

    /// <summary>
    /// Lines with less confidence (0..1) are dropped: real text mostly has above 0.9, ornament below 0.8; see
    /// <see cref="TextLine.Confidence"/>.
    /// </summary>
    public double MinConfidence { get; init; } = 0.8;

    /// <summary>Maximum number of lines read in one image: the largest ones. Bounds the cost of a page full of text.</summary>
    public int MaxLines { get; init; } = 40;
}
