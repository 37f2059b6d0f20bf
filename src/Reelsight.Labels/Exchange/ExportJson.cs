using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reelsight.Labels.Errors;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Exchange;

/// <summary>JSON as exports write it, and the parts that several formats share.</summary>
internal static class ExportJson
{
    private static readonly JsonSerializerOptions _readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Format(JsonNode node) => node.ToJsonString(_readable);

    /// <summary>A flat object of the attributes.</summary>
    public static JsonObject ToAttributesObject(AnnotationRecord annotation) =>
        new(
            Taxonomy
                .LabelAttributeValues.Deserialize(annotation.AttributesJson)
                .Select(a => KeyValuePair.Create<string, JsonNode?>(a.Key, JsonNode.Parse(a.Value.GetRawText())))
        );

    /// <summary>Numbers as a list.</summary>
    public static JsonArray ToArray(params IEnumerable<double> numbers) => [.. numbers.Select(n => JsonValue.Create(n))];

    /// <summary>
    /// Everything that is known of an annotation, for formats that have a place for what is not theirs; read back by
    /// <see cref="ParseRecord"/>.
    /// </summary>
    public static string FormatRecord(AnnotationRecord annotation) =>
        JsonSerializer.Serialize(annotation, ExchangeJson.Default.AnnotationRecord);

    /// <summary>Reads what <see cref="FormatRecord"/> wrote.</summary>
    /// <exception cref="LabelValidationException">It is something else.</exception>
    public static AnnotationRecord ParseRecord(string text)
    {
        try
        {
            var record = JsonSerializer.Deserialize(text, ExchangeJson.Default.AnnotationRecord);
            return record is not null && IsWhole(record) ? record : throw new JsonException();
        }
        catch (JsonException)
        {
            throw new LabelValidationException(
                "The parameter content holds an annotation of Reelsight's that was changed by hand and cannot be read."
            );
        }
    }

    /// <summary>Whether its lists are there and no entry of them is null, which the reader of JSON does not look at.</summary>
    public static bool IsWhole(AnnotationRecord record) =>
        record is { Boxes: not null, Evidence: not null } && !record.Boxes.Contains(null!) && !record.Evidence.Contains(null!);
}
