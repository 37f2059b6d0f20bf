using System.Text.Json.Nodes;
using Reelsight.Understanding.Composing;
using Reelsight.Understanding.Facts;
using Reelsight.Understanding.Schemas;

namespace Reelsight.Understanding.Segments;

/// <summary>The segments of one definition, in order, without overlap.</summary>
/// <param name="Id">Of the definition.</param>
/// <param name="Segments">Empty when there are none.</param>
public sealed record DefinitionSegments(string Id, IReadOnlyList<VideoSegment> Segments);
