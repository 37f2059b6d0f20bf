namespace Reelsight.Search.Snapshots;

/// <summary>A stretch of seconds, half-open.</summary>
internal readonly record struct TimeInterval(double Start, double End);
