namespace Reelsight.Analysis.Facts;

/// <summary>The interval between two cuts, half-open, seconds.</summary>
public readonly record struct ShotInterval(double StartSec, double EndSec);
