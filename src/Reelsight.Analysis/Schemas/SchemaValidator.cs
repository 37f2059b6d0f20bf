using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Reelsight.Analysis.Schemas;

/// <summary>Checks values against a schema.</summary>
public static partial class SchemaValidator
{
    /// <summary>The first violation of the schema with its path; null when the value is valid.</summary>
    public static string? Validate(JsonNode? value, SchemaNode schema) => ValidateNode(value, schema, "$");

    private static string? ValidateNode(JsonNode? value, SchemaNode node, string path)
    {
        var schema = node.Resolved;
        if (schema.AnyOf is { } options)
        {
            return options.Any(option => ValidateNode(value, option, path) is null) ? null : $"{path} fits none of anyOf";
        }

        if (schema.Enum is { } allowed && !allowed.Any(a => JsonNode.DeepEquals(a, value)))
        {
            return $"{path} is none of the allowed values";
        }

        if (!HasType(value, schema.Type))
        {
            return schema.IsTypeImplied ? null : $"{path} is not of the type {schema.Type}";
        }

        if (schema.Type == SchemaType.Timestamp && schema.Format == "seconds" != HasType(value, SchemaType.Number))
        {
            return $"{path} is not a time in the format {schema.Format}";
        }

        switch (value)
        {
            case JsonObject map:
                foreach (var property in schema.Properties)
                {
                    if (map.TryGetPropertyValue(property.Name, out var inner))
                    {
                        if (ValidateNode(inner, property.Schema, $"{path}.{property.Name}") is { } wrong)
                        {
                            return wrong;
                        }
                    }
                    else if (property.Required)
                    {
                        return $"{path}.{property.Name} is missing";
                    }
                }
                return null;
            case JsonArray array:
                if (array.Count < schema.MinItems)
                {
                    return $"{path} has too few items";
                }

                for (var i = 0; i < array.Count; i++)
                {
                    if (schema.Items is { } items && ValidateNode(array[i], items, $"{path}[{i}]") is { } wrong)
                    {
                        return wrong;
                    }
                }

                return null;
            case JsonValue scalar when schema.Type is SchemaType.Number or SchemaType.Integer:
                return IsWithinLimits(ToDouble(scalar), schema) ? null : $"{path} is out of range";
            case JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String:
                return IsValidText(scalar.GetValue<string>(), schema) ? null : $"{path} does not have the pattern or format asked for";
            default:
                return null;
        }
    }

    /// <summary>Whether a text has the pattern and format asked for.</summary>
    internal static bool IsValidText(string text, SchemaNode schema)
    {
        if (schema.Pattern is { } pattern && !Regex.IsMatch(text, pattern, SchemaConstraintParser.PatternOptions))
        {
            return false;
        }

        return schema.Format switch
        {
            "uuid" => Guid.TryParseExact(text, "D", out _),
            "date-time" => Instant().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "time" => ClockTime().IsMatch(text),
            "hh:mm:ss" => WholeClock().IsMatch(text),
            "hh:mm:ss.fff" => FineClock().IsMatch(text),
            _ => true,
        };
    }

    /// <summary>Whether a number lies within the limits.</summary>
    internal static bool IsWithinLimits(double number, SchemaNode schema) =>
        !(number < schema.Minimum || number > schema.Maximum || number <= schema.ExclusiveMinimum || number >= schema.ExclusiveMaximum);

    /// <summary>The number within the limits that lies nearest; null when there is none.</summary>
    internal static double? FindNearestAllowed(SchemaNode schema, double number)
    {
        var isWhole = schema.Type == SchemaType.Integer;
        var step = isWhole ? 1 : 1e-3;
        var low = Math.Max(
            schema.Minimum ?? double.MinValue,
            schema.ExclusiveMinimum is { } above
                ? isWhole
                    ? Math.Floor(above) + 1
                    : above + step
                : double.MinValue
        );
        var high = Math.Min(
            schema.Maximum ?? double.MaxValue,
            schema.ExclusiveMaximum is { } below
                ? isWhole
                    ? Math.Ceiling(below) - 1
                    : below - step
                : double.MaxValue
        );
        if (isWhole)
        {
            (low, high) = (Math.Ceiling(low), Math.Floor(high));
        }

        if (low > high)
        {
            var middle = (schema.ExclusiveMinimum ?? low) / 2 + (schema.ExclusiveMaximum ?? high) / 2;
            return !isWhole && IsWithinLimits(middle, schema) ? middle : null;
        }
        return Math.Clamp(isWhole ? Math.Round(number) : number, low, high);
    }

    internal static bool HasType(JsonNode? value, SchemaType type) =>
        type switch
        {
            SchemaType.Any => true,
            SchemaType.Null => value is null,
            SchemaType.Object => value is JsonObject,
            SchemaType.Array => value is JsonArray,
            SchemaType.String => value is JsonValue text && text.GetValueKind() == JsonValueKind.String,
            SchemaType.Boolean => value is JsonValue flag
                && flag.GetValueKind() is JsonValueKind.True or JsonValueKind.False
                && value is not null,
            SchemaType.Number => value is JsonValue number && number.GetValueKind() == JsonValueKind.Number,
            SchemaType.Integer => value is JsonValue whole
                && whole.GetValueKind() == JsonValueKind.Number
                && double.IsInteger(ToDouble(whole)),
            _ => value is JsonValue time && time.GetValueKind() is JsonValueKind.String or JsonValueKind.Number && value is not null,
        };

    internal static double ToDouble(JsonValue value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?i)^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})\z")]
    private static partial Regex Instant();

    [GeneratedRegex(@"^\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$")]
    private static partial Regex ClockTime();

    [GeneratedRegex(@"^\d{2,}:\d{2}:\d{2}$")]
    private static partial Regex WholeClock();

    [GeneratedRegex(@"^\d{2,}:\d{2}:\d{2}\.\d{3}$")]
    private static partial Regex FineClock();
}
