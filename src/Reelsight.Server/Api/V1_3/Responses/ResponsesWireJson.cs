using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.V1_3.Responses;

/// <summary>JSON shapes of responses on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(ResponseBody))]
[JsonSerializable(typeof(ResponseView))]
[JsonSerializable(typeof(ResponseEventView))]
internal sealed partial class ResponsesWireJson : JsonSerializerContext;
