using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.V1_3.Analyze;

/// <summary>JSON shapes of analyze on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(AnalyzeBody))]
[JsonSerializable(typeof(AnalyzeView))]
[JsonSerializable(typeof(StreamEvent))]
[JsonSerializable(typeof(CreateGist.Body), TypeInfoPropertyName = "CreateGistBody")]
[JsonSerializable(typeof(CreateGist.View), TypeInfoPropertyName = "CreateGistView")]
[JsonSerializable(typeof(Summarize.Body), TypeInfoPropertyName = "SummarizeBody")]
[JsonSerializable(typeof(Summarize.View), TypeInfoPropertyName = "SummarizeView")]
internal sealed partial class AnalyzeWireJson : JsonSerializerContext;
