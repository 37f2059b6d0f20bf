using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Reelsight.Analysis.Schemas;

/// <summary>Checks values against a schema.</summary>
public static partial class SchemaValidator
{
    /// <summary>The first violation of the schema with its path; null when the value is valid.</summary>
    /// <exception cref="Core.Errors.DomainException">Telling takes more work than an answer may.</exception>
    public static string? Validate(JsonNode? value, SchemaNode schema, CancellationToken ct = default) =>
        new SchemaValidation(ct).ValidateNode(value, schema, "$");

    /// <summary>Whether a text has the pattern and format asked for.</summary>
    internal static bool IsValidText(string text, SchemaNode schema)
    {
        if (
            schema.Pattern is { } pattern
            && !(schema.PatternRegex?.IsMatch(text) ?? Regex.IsMatch(text, pattern, SchemaConstraintParser.PatternOptions))
        )
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

    [GeneratedRegex(@"^\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?\z")]
    private static partial Regex ClockTime();

    [GeneratedRegex(@"^\d{2,}:\d{2}:\d{2}\z")]
    private static partial Regex WholeClock();

    [GeneratedRegex(@"^\d{2,}:\d{2}:\d{2}\.\d{3}\z")]
    private static partial Regex FineClock();
}
