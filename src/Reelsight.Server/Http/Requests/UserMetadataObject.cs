using System.Text.Json;
using System.Text.Json.Nodes;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Http.Requests;

/// <summary>User metadata: a flat object of strings, numbers and booleans. Stored as JSON text.</summary>
internal static class UserMetadataObject
{
    private const string Name = "user_metadata";

    /// <summary>Checks the text of a form field; null when absent or empty.</summary>
    internal static string? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            StrictEscapesStream.Check(text);
            using var json = JsonDocument.Parse(text);
            return Merge(null, json.RootElement);
        }
        catch (JsonException)
        {
            throw Fail.Invalid($"The parameter {Name} must be a JSON object such as {{\"category\":\"sports\"}}.");
        }
    }

    /// <summary>
    /// Applies a change to what is stored: a key with a value sets it, null deletes it, and keys that are not named stay.
    /// </summary>
    /// <param name="stored">JSON text, or null.</param>
    /// <param name="change">The object of the request.</param>
    /// <param name="skipEmpty">Whether a key with an empty string is passed over, as if it had not been named.</param>
    /// <param name="name">What the operation calls it.</param>
    /// <returns>The new JSON text, or null when no key is left.</returns>
    internal static string? Merge(string? stored, JsonElement change, bool skipEmpty = false, string name = Name)
    {
        if (change.ValueKind != JsonValueKind.Object)
        {
            throw Fail.Invalid($"The parameter {name} must be a JSON object.");
        }

        var merged = stored is null ? [] : JsonNode.Parse(stored)!.AsObject();
        foreach (var property in change.EnumerateObject())
        {
            if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                throw Fail.Invalid($"The value of {property.Name} in {name} must be a string, a number or a boolean.");
            }

            if (skipEmpty && property.Value is { ValueKind: JsonValueKind.String } text && text.ValueEquals(""))
            {
                continue;
            }

            if (property.Value.ValueKind == JsonValueKind.Null)
            {
                merged.Remove(property.Name);
            }
            else
            {
                merged[property.Name] = JsonValue.Create(property.Value.Clone());
            }
        }
        return merged.Count == 0 ? null : merged.ToJsonString();
    }

    /// <summary>The stored metadata, as answers show it.</summary>
    internal static JsonElement? ToElement(string? stored)
    {
        if (stored is null)
        {
            return null;
        }

        using var json = JsonDocument.Parse(stored);
        return json.RootElement.Clone();
    }
}
