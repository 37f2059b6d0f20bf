namespace Reelsight.Analysis.Facts;

/// <summary>The number of objects of one label.</summary>
public readonly record struct ObjectCount(string Label, int Count);
