using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Hosting;

/// <summary>JSON shapes of the health checks on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(ReadyView))]
internal sealed partial class HostingWireJson : JsonSerializerContext;
