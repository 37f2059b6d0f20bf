namespace Reelsight.Search.Snapshots;

/// <summary>A stretch with a number of objects in view all along.</summary>
internal readonly record struct CountInterval(double Start, double End, int Count);
