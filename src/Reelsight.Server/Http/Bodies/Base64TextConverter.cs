using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reelsight.Server.Http.Bodies;

/// <summary>Reads the tokens that <see cref="InlineMediaStream"/> puts in the place of base64 text.</summary>
internal sealed class Base64TextConverter : JsonConverter<Base64Text?>
{
    /// <inheritdoc/>
    public override Base64Text? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.String => new Base64Text(reader.GetString()!),
            _ => throw new JsonException(),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Base64Text? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Bodies are only read.");
}
