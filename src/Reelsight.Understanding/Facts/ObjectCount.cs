using Reelsight.Storage;

namespace Reelsight.Understanding.Facts;

/// <summary>A number of things of one label.</summary>
public readonly record struct ObjectCount(string Label, int Count);
