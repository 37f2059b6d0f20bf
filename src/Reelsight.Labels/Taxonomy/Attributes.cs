using System.Text.Json;
using Reelsight.Storage;

namespace Reelsight.Labels.Taxonomy;

/// <summary>Values of a label's attributes on a stretch, kept as one flat JSON object.</summary>
public static class Attributes
{
    /// <summary>Checks values against the label and writes them; null when there are none.</summary>
    /// <exception cref="LabelRuleException">A name is not the label's, or a value does not fit its type.</exception>
    public static string? Write(LabelRecord label, IReadOnlyDictionary<string, JsonElement>? values)
    {
        if (values is null or { Count: 0 })
        {
            return null;
        }

        foreach (var (name, value) in values)
        {
            var attribute = label.Attributes.FirstOrDefault(a => a.Name == name)
                ?? throw new LabelRuleException(
                    $"The parameter attributes holds {name}; the label \"{label.Name}\" has {(label.Attributes.Count == 0 ? "none" : string.Join(", ", label.Attributes.Select(a => a.Name)))}."
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
                throw new LabelRuleException(
                    $"The parameter attributes.{name} must be {(attribute.Type == "enum" ? $"one of {string.Join(", ", attribute.Values)}" : $"a {attribute.Type}")}."
                );
            }
        }
        return JsonSerializer.Serialize(
            values.OrderBy(v => v.Key, StringComparer.Ordinal).ToDictionary(v => v.Key, v => v.Value),
            LabelsJson.Default.DictionaryStringJsonElement
        );
    }

    /// <summary>Reads what <see cref="Write"/> wrote; empty when there is nothing.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Read(string? json) =>
        json is null
            ? new Dictionary<string, JsonElement>()
            : JsonSerializer.Deserialize(json, LabelsJson.Default.DictionaryStringJsonElement)!;
}
