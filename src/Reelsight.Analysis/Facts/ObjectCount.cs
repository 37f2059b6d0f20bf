namespace Reelsight.Analysis.Facts;

/// <summary>A number of things of one label.</summary>
public readonly record struct ObjectCount(string Label, int Count);
