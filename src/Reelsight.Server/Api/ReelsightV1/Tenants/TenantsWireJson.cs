using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.ReelsightV1.Tenants;

/// <summary>JSON shapes of tenants on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(CreateTenant.Body), TypeInfoPropertyName = "CreateTenantBody")]
[JsonSerializable(typeof(UpdateTenant.Body), TypeInfoPropertyName = "UpdateTenantBody")]
[JsonSerializable(typeof(TenantView))]
[JsonSerializable(typeof(ListOf<TenantView>))]
internal sealed partial class TenantsWireJson : JsonSerializerContext;
