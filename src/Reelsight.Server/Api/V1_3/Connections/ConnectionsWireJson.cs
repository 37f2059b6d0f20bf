using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.V1_3.Connections;

/// <summary>JSON shapes of connections on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(AuthorizeConnection.Body), TypeInfoPropertyName = "AuthorizeConnectionBody")]
[JsonSerializable(typeof(ListOf<ConnectionView>))]
[JsonSerializable(typeof(CreateRedirectUri.Body), TypeInfoPropertyName = "CreateRedirectUriBody")]
[JsonSerializable(typeof(RedirectUriView))]
[JsonSerializable(typeof(ListOf<RedirectUriView>))]
internal sealed partial class ConnectionsWireJson : JsonSerializerContext;
