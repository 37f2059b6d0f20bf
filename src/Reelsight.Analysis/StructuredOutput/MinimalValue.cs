using System.Text.Json.Nodes;
using Reelsight.Analysis.Schemas;

namespace Reelsight.Analysis.StructuredOutput;

/// <summary>The most neutral valid value, for required fields that no evidence supports.</summary>
internal static class MinimalValue
{
    private static readonly string[] UnknownWords =
    [
        "unknown",
        "none",
        "n/a",
        "na",
        "not_applicable",
        "not applicable",
        "unclear",
        "undetermined",
        "unspecified",
        "not_visible",
        "not visible",
        "other",
        "neutral",
        "no",
        "",
    ];

    /// <summary>
    /// Null where it is allowed; an enum value such as "unknown"; an empty string, 0, false, an empty array; objects of such values.
    /// </summary>
    /// <param name="node">The schema, parsed by <see cref="SchemaParser"/> or a tree without references.</param>
    /// <param name="budget">What the values are counted in; null where the schema's own limit is enough.</param>
    public static JsonNode? Create(SchemaNode node, AnswerBudget? budget = null)
    {
        budget?.Spend();
        var schema = node.Resolved;
        if (schema.AnyOf is { } options)
        {
            if (options.Any(o => o.Resolved.Type == SchemaType.Null))
            {
                return null;
            }
            return Create(SmallestAnswer.ChooseOption(options), budget);
        }
        if (schema.Enum is { } allowed)
        {
            if (allowed.Contains(null))
            {
                return null;
            }

            var silent = allowed
                .OfType<JsonValue>()
                .FirstOrDefault(v =>
                    v.GetValueKind() == System.Text.Json.JsonValueKind.String
                    && UnknownWords.Contains(v.GetValue<string>().ToLowerInvariant())
                );
            return (silent ?? allowed[0])!.DeepClone();
        }
        switch (schema.Type)
        {
            case SchemaType.Object:
                var map = new JsonObject();
                foreach (var property in schema.Properties.Where(p => p.Required))
                {
                    map[property.Name] = Create(property.Schema, budget);
                }

                return map;
            case SchemaType.Array:
                return schema.MinItems == 0 ? [] : new JsonArray(Create(schema.Items!, budget));
            case SchemaType.Boolean:
                return JsonValue.Create(false);
            case SchemaType.Integer:
                return JsonValue.Create((long)SchemaValidator.FindNearestAllowed(schema, 0)!.Value);
            case SchemaType.Number:
                return JsonValue.Create(SchemaValidator.FindNearestAllowed(schema, 0)!.Value);
            case SchemaType.Timestamp:
                return JsonTimeValue.Create(0, schema.Format!);
            case SchemaType.String:
                return JsonValue.Create(CreateText(schema));
            default:
                return null;
        }
    }

    private static string CreateText(SchemaNode schema) =>
        new[]
        {
            "",
            schema.Pattern is { } pattern ? RegexSampleGenerator.TryGenerate(pattern) : null,
            "00000000-0000-0000-0000-000000000000",
            "1970-01-01T00:00:00Z",
            "1970-01-01",
            "00:00:00",
            "00:00:00.000",
        }
            .OfType<string>()
            .FirstOrDefault(text => SchemaValidator.IsValidText(text, schema))
        ?? "";
}
