namespace Reelsight.Search.Query;

/// <summary>Two parts of a query, by number, that have to lie so to one another.</summary>
internal readonly record struct SpatialRelation(SpatialRelationKind Kind, int First, int Second);
