namespace Reelsight.Search.Maps;

/// <summary>How far the making of a map is.</summary>
/// <param name="Map">What is there so far.</param>
/// <param name="Progress">How much is done, 0-1.</param>
public readonly record struct MapProgress(MapData Map, double Progress);
