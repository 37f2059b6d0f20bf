using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.V1_3.AnalyzeTasks;

/// <summary>JSON shapes of analyze tasks on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(CreateAnalyzeTask.View), TypeInfoPropertyName = "CreateAnalyzeTaskView")]
[JsonSerializable(typeof(AnalyzeTaskView))]
[JsonSerializable(typeof(ListOf<AnalyzeTaskView>))]
internal sealed partial class AnalyzeTasksWireJson : JsonSerializerContext;
