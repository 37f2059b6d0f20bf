using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.ReelsightV1.Studio;

/// <summary>JSON shapes of studio on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(CreateSession.Body), TypeInfoPropertyName = "CreateSessionBody")]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(SignInLinkView))]
[JsonSerializable(typeof(ListOf<BrowserSessionView>))]
internal sealed partial class StudioWireJson : JsonSerializerContext;
