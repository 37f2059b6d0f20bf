using System.Text.Json;
using Reelsight.Labels.Errors;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Taxonomy;

/// <summary>Values of a label's attributes on an annotation, stored as one flat JSON object.</summary>
public static class LabelAttributeValues
{
    /// <summary>Checks values against the label and writes them; null when there are none.</summary>
    /// <exception cref="LabelValidationException">A name is not the label's, or a value does not fit its type.</exception>
    public static string? Serialize(LabelRecord label, IReadOnlyDictionary<string, JsonElement>? values)
    {
        if (values is null or { Count: 0 })
        {
            return null;
        }

        foreach (var (name, value) in values)
        {
            var attribute = label.Attributes.FirstOrDefault(a => a.Name == name)
                ?? throw new LabelValidationException(
                    $"The parameter attributes holds {name}; the label \"{label.Name}\" has "
                        + $"{(label.Attributes.Count == 0 ? "none" : string.Join(", ", label.Attributes.Select(a => a.Name)))}."
                );
            var fits = attribute.Type switch
            {
                "enum" => value.ValueKind == JsonValueKind.String && attribute.Values.Contains(value.GetString()!),
                "number" => value.ValueKind == JsonValueKind.Number,
                "bool" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
                _ => value.ValueKind == JsonValueKind.String,
            };
            if (!fits)
            {
                var allowed = attribute.Type == "enum" ? $"one of {string.Join(", ", attribute.Values)}" : $"a {attribute.Type}";
                throw new LabelValidationException($"The parameter attributes.{name} must be {allowed}.");
            }
        }
        return JsonSerializer.Serialize(
            values.OrderBy(v => v.Key, StringComparer.Ordinal).ToDictionary(v => v.Key, v => v.Value),
            AttributeJson.Default.DictionaryStringJsonElement
        );
    }

    /// <summary>Reads what <see cref="Serialize"/> wrote; empty when there is nothing.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Deserialize(string? json) =>
        json is null
            ? new Dictionary<string, JsonElement>()
            : JsonSerializer.Deserialize(json, AttributeJson.Default.DictionaryStringJsonElement)!;
}
