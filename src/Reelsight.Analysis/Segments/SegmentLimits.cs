namespace Reelsight.Analysis.Segments;

/// <summary>Limits of all segments.</summary>
/// <param name="MinSec">A shorter one is left out, or null.</param>
/// <param name="MaxSec">A longer one is cut into pieces, or null.</param>
public sealed record SegmentLimits(double? MinSec, double? MaxSec);
