using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Reelsight.Analysis.Schemas;

/// <summary>Parses the keywords that constrain values.</summary>
internal static class SchemaConstraintParser
{
    /// <summary>How a pattern is matched: in time linear in the text, whatever the pattern.</summary>
    public const RegexOptions PatternOptions = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private const int MaxAllowedValues = 2000;
    private const int MaxPatternLength = 1000;

    /// <summary>The values of <c>enum</c> or <c>const</c>, or null.</summary>
    public static IReadOnlyList<JsonNode?>? ParseAllowedValues(JsonElement schema, SchemaType type, string path)
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
            throw SchemaParser.CreateInvalid(path, "enum must be an array with at least one value");
        }

        if (values.GetArrayLength() > MaxAllowedValues)
        {
            throw SchemaParser.CreateInvalid(path, $"enum has more than {MaxAllowedValues} values");
        }

        List<JsonNode?> allowed = [.. values.EnumerateArray().Select(v => JsonNode.Parse(v.GetRawText()))];
        var fitting = allowed.Where(v => SchemaValidator.HasType(v, type)).ToList();
        return fitting.Count > 0
            ? fitting
            : throw SchemaParser.CreateInvalid(path, "none of the values of enum has the type that is asked for");
    }

    /// <summary>
    /// Those of several types that <c>enum</c> or <c>const</c> leave a value for; all of them when there is neither, or no value at all.
    /// </summary>
    public static IEnumerable<SchemaType> SelectTypesWithValues(JsonElement schema, IEnumerable<SchemaType> types, string path)
    {
        var all = types.ToList();
        if (!schema.TryGetProperty("const", out _) && !schema.TryGetProperty("enum", out _))
        {
            return all;
        }

        var values = ParseAllowedValues(schema, SchemaType.Any, path)!;
        var left = all.FindAll(type => values.Any(value => SchemaValidator.HasType(value, type)));
        return left.Count > 0 ? left : all;
    }

    /// <summary>The <c>pattern</c>, known to compile and to have a text that matches it, or null.</summary>
    public static Regex? ParsePattern(JsonElement schema, string path)
    {
        if (!schema.TryGetProperty("pattern", out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            throw SchemaParser.CreateInvalid(path, "pattern must be a string");
        }

        var pattern = value.GetString()!;
        if (pattern.Length > MaxPatternLength)
        {
            throw SchemaParser.CreateInvalid(path, $"pattern is longer than {MaxPatternLength} characters");
        }

        Regex regex;
        try
        {
            regex = new Regex(pattern, PatternOptions);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw SchemaParser.CreateInvalid(
                path,
                "pattern is not a regular expression that can be matched in linear time; look-around and back-references cannot be used"
            );
        }
        return RegexSampleGenerator.TryGenerate(pattern) is null
            ? throw SchemaParser.CreateInvalid(path, "no text was found that matches pattern; use a simpler one")
            : regex;
    }

    /// <summary>The limits of a number; they must leave room for one.</summary>
    public static SchemaNode ParseLimits(SchemaNode node, JsonElement schema, string path)
    {
        var limited = node with
        {
            Minimum = ReadNumber(schema, "minimum", path),
            Maximum = ReadNumber(schema, "maximum", path),
            ExclusiveMinimum = ReadNumber(schema, "exclusiveMinimum", path),
            ExclusiveMaximum = ReadNumber(schema, "exclusiveMaximum", path),
        };
        return SchemaValidator.FindNearestAllowed(limited, 0) is null
            ? throw SchemaParser.CreateInvalid(path, "no number lies between minimum and maximum")
            : limited;
    }

    private static double? ReadNumber(JsonElement schema, string keyword, string path)
    {
        if (!schema.TryGetProperty(keyword, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : throw SchemaParser.CreateInvalid(path, $"{keyword} must be a number");
    }
}
