namespace Reelsight.Search.Query;

/// <summary>A required spatial relation of two terms, given by their indexes.</summary>
internal readonly record struct SpatialRelation(SpatialRelationKind Kind, int First, int Second);
