using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.ReelsightV1.Webhooks;

/// <summary>JSON shapes of webhooks on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(CreateWebhook.Body), TypeInfoPropertyName = "CreateWebhookBody")]
[JsonSerializable(typeof(WebhookView))]
[JsonSerializable(typeof(ListOf<WebhookView>))]
[JsonSerializable(typeof(ListOf<WebhookDeliveryView>))]
internal sealed partial class WebhooksWireJson : JsonSerializerContext;
