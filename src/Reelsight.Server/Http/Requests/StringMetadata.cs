using System.Text.Json;
using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Http.Requests;

/// <summary>
/// Metadata of knowledge stores, their items and collections: a flat object of strings. A change replaces the whole map; a null value is
/// kept as an empty string.
/// </summary>
internal static class StringMetadata
{
    /// <summary>The map, or null when the parameter is absent. An empty map is a map.</summary>
    /// <exception cref="ApiException">400: it is no object, or a value is no string.</exception>
    internal static IReadOnlyDictionary<string, string>? Read(JsonElement? parameter)
    {
        if (parameter is not { ValueKind: not JsonValueKind.Null } json)
        {
            return null;
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Fail.Invalid("The parameter metadata must be a JSON object of strings.");
        }

        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            map[property.Name] = property.Value.ValueKind switch
            {
                JsonValueKind.String => property.Value.GetString()!,
                JsonValueKind.Null => "",
                _ => throw Fail.Invalid($"The value of {property.Name} in metadata must be a string."),
            };
        }
        return map;
    }
}
