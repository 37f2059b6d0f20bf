using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reelsight.Server.Http.Uploads;

/// <summary>Decodes base64 where it stands, so that the text itself is never held as a string. A data URI's head is skipped.</summary>
internal sealed class Base64TextConverter : JsonConverter<Base64Text?>
{
    /// <inheritdoc/>
    public override Base64Text? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException();
        }

        if (reader.TryGetBytesFromBase64(out var bytes))
        {
            return new Base64Text(bytes);
        }

        var text = reader.GetString()!;
        var comma = text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? text.IndexOf(',', StringComparison.Ordinal) : -1;
        if (comma < 0)
        {
            return new Base64Text(null);
        }

        var decoded = new byte[text.Length];
        return new Base64Text(Convert.TryFromBase64Chars(text.AsSpan(comma + 1), decoded, out var count) ? decoded[..count] : null);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Base64Text? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Bodies are only read.");
}
