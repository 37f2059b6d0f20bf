using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.ReelsightV1.Spaces;

/// <summary>JSON shapes of spaces on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(ListSpaces.View), TypeInfoPropertyName = "SpacesView")]
[JsonSerializable(typeof(SpaceView))]
internal sealed partial class SpacesWireJson : JsonSerializerContext;
