using System.Globalization;
using System.Text.Json.Nodes;
using Reelsight.Analysis.Schemas;

namespace Reelsight.Analysis.StructuredOutput;

/// <summary>Times of the video as JSON values.</summary>
public static class JsonTimeValue
{
    /// <summary>
    /// A time in one of the formats <c>seconds</c>, <c>hh:mm:ss</c>, <c>hh:mm:ss.fff</c>: a number with milliseconds for the first, else a
    /// string.
    /// </summary>
    public static JsonNode Create(double sec, string format) =>
        format == "seconds" ? JsonValue.Create(Math.Round(sec, 3)) : JsonValue.Create(Format(sec, format));

    /// <summary>A time in one of the formats that are text; <c>hh:mm:ss</c> rounds down.</summary>
    public static string Format(double sec, string format)
    {
        var milliseconds = (long)Math.Round(sec * 1000);
        var (hours, minutes, seconds) = (milliseconds / 3_600_000, milliseconds / 60_000 % 60, milliseconds / 1000 % 60);
        return format switch
        {
            "hh:mm:ss" => string.Create(CultureInfo.InvariantCulture, $"{hours:00}:{minutes:00}:{seconds:00}"),
            "mm:ss" => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 60_000:00}:{seconds:00}"),
            "seconds" => Math.Round(sec, 3).ToString(CultureInfo.InvariantCulture),
            _ => string.Create(CultureInfo.InvariantCulture, $"{hours:00}:{minutes:00}:{seconds:00}.{milliseconds % 1000:000}"),
        };
    }

    /// <summary>
    /// The value for a field that holds a time, in the type and format that its schema asks for; null when the type cannot hold a time.
    /// </summary>
    internal static JsonNode? CreateForSchema(double sec, SchemaNode schema) =>
        schema.Type switch
        {
            SchemaType.Timestamp => Create(sec, schema.Format!),
            SchemaType.Number or SchemaType.Any => JsonValue.Create(Math.Round(sec, 3)),
            SchemaType.Integer => JsonValue.Create((long)Math.Round(sec)),
            SchemaType.String => JsonValue.Create(Format(sec, schema.Format ?? FindFormatInDescription(schema.Description) ?? "hh:mm:ss")),
            _ => null,
        };

    // The format that a description spells out.
    private static string? FindFormatInDescription(string? description)
    {
        if (description is null)
        {
            return null;
        }

        if (description.Contains("hh:mm:ss.", StringComparison.OrdinalIgnoreCase))
        {
            return "hh:mm:ss.fff";
        }

        if (description.Contains("hh:mm:ss", StringComparison.OrdinalIgnoreCase))
        {
            return "hh:mm:ss";
        }

        if (description.Contains("mm:ss", StringComparison.OrdinalIgnoreCase))
        {
            return "mm:ss";
        }

        return description.Contains("second", StringComparison.OrdinalIgnoreCase) ? "seconds" : null;
    }
}
