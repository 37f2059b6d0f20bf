using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.V1_3.Embed;

/// <summary>JSON shapes of embed on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(EmbedView))]
[JsonSerializable(typeof(EmbedTaskView))]
[JsonSerializable(typeof(ListOf<EmbedTaskView>))]
[JsonSerializable(typeof(EmbedV2Body))]
[JsonSerializable(typeof(EmbedV2View))]
[JsonSerializable(typeof(EmbedV2TaskView))]
internal sealed partial class EmbedWireJson : JsonSerializerContext;
