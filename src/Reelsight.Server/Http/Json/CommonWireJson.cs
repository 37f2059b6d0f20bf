using System.Text.Json.Serialization;

namespace Reelsight.Server.Http.Json;

/// <summary>
/// JSON shapes that every area of the API shares. Names are snake_case; a null is left out unless its property says otherwise. Each area
/// has a context of its own beside its shapes, with the same options; shapes have names that are unique among all of them.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(IdView))]
internal sealed partial class CommonWireJson : JsonSerializerContext;
