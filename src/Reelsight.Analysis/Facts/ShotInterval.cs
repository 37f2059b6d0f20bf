namespace Reelsight.Analysis.Facts;

/// <summary>A stretch between two cuts; half-open seconds.</summary>
public readonly record struct ShotInterval(double StartSec, double EndSec);
