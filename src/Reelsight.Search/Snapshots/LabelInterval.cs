namespace Reelsight.Search.Snapshots;

/// <summary>An interval in which at least one object with a label is in view; gaps of up to a second are bridged.</summary>
internal readonly record struct LabelInterval(int Label, double Start, double End, float Score, int MaxAtOnce);
