namespace Reelsight.Search.Snapshots;

/// <summary>An interval throughout which a number of objects are in view.</summary>
internal readonly record struct CountInterval(double Start, double End, int Count);
