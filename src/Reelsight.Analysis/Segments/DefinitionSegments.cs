namespace Reelsight.Analysis.Segments;

/// <summary>The segments of one definition, in order, without overlap.</summary>
/// <param name="Id">Of the definition.</param>
/// <param name="Segments">Empty when there are none.</param>
public sealed record DefinitionSegments(string Id, IReadOnlyList<VideoSegment> Segments);
