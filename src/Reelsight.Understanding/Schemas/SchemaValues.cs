using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Reelsight.Understanding.Schemas;

/// <summary>Reads the keywords that limit values.</summary>
internal static class SchemaValues
{
    /// <summary>How a pattern is matched: in time linear in the text, whatever the pattern.</summary>
    public const RegexOptions PatternOptions = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>The values of <c>enum</c> or <c>const</c>, or null.</summary>
    public static IReadOnlyList<JsonNode?>? Allowed(JsonElement schema, SchemaType type, string path)
    {
        if (schema.TryGetProperty("const", out var only))
        {
            return [JsonNode.Parse(only.GetRawText())];
        }

        if (!schema.TryGetProperty("enum", out var values))
        {
            return null;
        }

        if (values.ValueKind != JsonValueKind.Array || values.GetArrayLength() == 0)
        {
            throw SchemaParser.Invalid(path, "enum must be an array with at least one value");
        }

        List<JsonNode?> allowed = [.. values.EnumerateArray().Select(v => JsonNode.Parse(v.GetRawText()))];
        var fitting = allowed.Where(v => SchemaCheck.HasType(v, type)).ToList();
        return fitting.Count > 0 ? fitting : throw SchemaParser.Invalid(path, "none of the values of enum has the type that is asked for");
    }

    /// <summary>
    /// Those of several types that <c>enum</c> or <c>const</c> leave a value for; all of them when there is neither, or no value at all.
    /// </summary>
    public static IEnumerable<SchemaType> TypesWithValues(JsonElement schema, IEnumerable<SchemaType> types, string path)
    {
        var all = types.ToList();
        if (!schema.TryGetProperty("const", out _) && !schema.TryGetProperty("enum", out _))
        {
            return all;
        }

        var values = Allowed(schema, SchemaType.Any, path)!;
        var left = all.FindAll(type => values.Any(value => SchemaCheck.HasType(value, type)));
        return left.Count > 0 ? left : all;
    }

    /// <summary>The <c>pattern</c>, known to compile and to have a text that matches it, or null.</summary>
    public static string? PatternOf(JsonElement schema, string path)
    {
        if (!schema.TryGetProperty("pattern", out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            throw SchemaParser.Invalid(path, "pattern must be a string");
        }

        var pattern = value.GetString()!;
        try
        {
            _ = new Regex(pattern, PatternOptions);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw SchemaParser.Invalid(
                path,
                "pattern is not a regular expression that can be matched in linear time; look-around and back-references cannot be used"
            );
        }
        return PatternSample.Of(pattern) is null
            ? throw SchemaParser.Invalid(path, "no text was found that matches pattern; use a simpler one")
            : pattern;
    }

    /// <summary>The limits of a number; they must leave room for one.</summary>
    public static SchemaNode WithLimits(SchemaNode node, JsonElement schema, string path)
    {
        var limited = node with
        {
            Minimum = Number(schema, "minimum", path),
            Maximum = Number(schema, "maximum", path),
            ExclusiveMinimum = Number(schema, "exclusiveMinimum", path),
            ExclusiveMaximum = Number(schema, "exclusiveMaximum", path),
        };
        return SchemaCheck.Nearest(limited, 0) is null
            ? throw SchemaParser.Invalid(path, "no number lies between minimum and maximum")
            : limited;
    }

    private static double? Number(JsonElement schema, string keyword, string path)
    {
        if (!schema.TryGetProperty(keyword, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : throw SchemaParser.Invalid(path, $"{keyword} must be a number");
    }
}
