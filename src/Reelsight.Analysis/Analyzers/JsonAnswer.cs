using System.Text.Json.Nodes;
using Reelsight.Analysis.Answers;
using Reelsight.Analysis.Schemas;

namespace Reelsight.Analysis.Analyzers;

/// <summary>A JSON answer and what it rests on; the claims name the paths of values.</summary>
/// <param name="Value">The value, valid against its schema.</param>
/// <param name="Schema">The schema that it was filled by.</param>
/// <param name="Claims">What supports each value.</param>
public sealed record JsonAnswer(JsonNode? Value, SchemaNode Schema, IReadOnlyList<Claim> Claims);
