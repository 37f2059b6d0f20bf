namespace Reelsight.Search.Snapshots;

/// <summary>A stretch in which at least one object with the label is seen; gaps of up to a second are bridged.</summary>
internal readonly record struct LabelInterval(int Label, double Start, double End, float Score, int MaxAtOnce);
