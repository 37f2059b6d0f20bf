namespace Reelsight.Pipeline.Describing;

/// <summary>A stretch between two cuts; half-open seconds.</summary>
public readonly record struct ShotRange(double StartSec, double EndSec);
