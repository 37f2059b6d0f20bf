namespace Reelsight.Search.Maps;

/// <summary>The state of a map that is being computed.</summary>
/// <param name="Footage">What it shows.</param>
/// <param name="Step">The points so far.</param>
/// <param name="Failure">Why no more will come, or null.</param>
public sealed record IndexMapState(MapSource Footage, MapProgress Step, string? Failure);
