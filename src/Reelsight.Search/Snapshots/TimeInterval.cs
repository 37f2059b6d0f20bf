namespace Reelsight.Search.Snapshots;

/// <summary>A half-open time interval in seconds.</summary>
internal readonly record struct TimeInterval(double Start, double End);
