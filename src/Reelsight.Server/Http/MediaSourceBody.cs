using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reelsight.Server.Http;

/// <summary>
/// Media in a JSON body: exactly one of a URL, the bytes themselves as base64 text, and an asset. <see cref="MediaReader"/> reads it.
/// </summary>
internal sealed record MediaSourceBody
{
    public string? Url { get; init; }

    [JsonConverter(typeof(Base64TextConverter))]
    public Base64Text? Base64String { get; init; }
    public string? AssetId { get; init; }

    /// <summary>Which of the three is given; some operations have it, and it must agree.</summary>
    public string? Type { get; init; }

    /// <summary>What it is (<c>image</c>), where an operation takes several kinds.</summary>
    public string? MediaType { get; init; }

    /// <summary>What a text calls it, as in <c>&lt;@name&gt;</c>.</summary>
    public string? Name { get; init; }
}

/// <summary>Bytes that came as base64 text; null when the text was no base64.</summary>
internal readonly record struct Base64Text(byte[]? Bytes);

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
