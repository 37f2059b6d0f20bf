namespace Reelsight.Search.Maps;

/// <summary>Progress of building a map.</summary>
/// <param name="Map">The map so far.</param>
/// <param name="Progress">Fraction of the work done, 0-1.</param>
public readonly record struct MapProgress(MapData Map, double Progress);
