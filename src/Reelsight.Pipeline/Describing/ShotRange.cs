namespace Reelsight.Pipeline.Describing;

/// <summary>Time range of a shot; half-open, in seconds.</summary>
public readonly record struct ShotRange(double StartSec, double EndSec);
