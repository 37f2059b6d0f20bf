using System.Text.Json.Nodes;
using Reelsight.Search;
using Reelsight.Search.Lexicon;
using Reelsight.Understanding.Composing;
using Reelsight.Understanding.Facts;
using Reelsight.Understanding.Filling;
using Reelsight.Understanding.Finding;
using Reelsight.Understanding.Reading;
using Reelsight.Understanding.Schemas;
using Reelsight.Understanding.Segments;

namespace Reelsight.Understanding;

/// <summary>A JSON answer and what it rests on; the claims name the paths of values.</summary>
/// <param name="Value">The value, valid against its schema.</param>
/// <param name="Schema">The schema that it was filled by.</param>
/// <param name="Claims">What supports each value.</param>
public sealed record JsonAnswer(JsonNode? Value, SchemaNode Schema, IReadOnlyList<Claim> Claims);
