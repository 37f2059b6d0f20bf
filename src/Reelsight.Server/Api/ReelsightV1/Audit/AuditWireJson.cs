using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.ReelsightV1.Audit;

/// <summary>JSON shapes of the audit log on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(AuditEventView))]
[JsonSerializable(typeof(ListOf<AuditEventView>))]
internal sealed partial class AuditWireJson : JsonSerializerContext;
