using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.ReelsightV1.Keys;

/// <summary>JSON shapes of keys on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(CreateKey.Body), TypeInfoPropertyName = "CreateKeyBody")]
[JsonSerializable(typeof(KeyView))]
[JsonSerializable(typeof(ListOf<KeyView>))]
internal sealed partial class KeysWireJson : JsonSerializerContext;
