using System.Text.Json;

namespace Reelsight.Analysis.Schemas;

/// <summary>
/// The names and texts of a schema. JSON is checked for its form, not for its characters, and asking for a text that has none throws.
/// </summary>
internal static class SchemaTexts
{
    /// <summary>Whether all of them are made of whole characters. How deep they are nested is limited by the reader of JSON.</summary>
    public static bool AreWhole(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().All(property => property.Name is not null && AreWhole(property.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(AreWhole),
                JsonValueKind.String => element.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
