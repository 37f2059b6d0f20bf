using System.Text.Json;
using System.Text.Json.Serialization;
using Reelsight.Server.Api.V1_3.Analyze;

namespace Reelsight.Server.Api.V1_3.AnalyzeTasks;

/// <summary>The JSON in which tasks store requests and answers: that of the API, without media.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(AnalyzeBody))]
[JsonSerializable(typeof(IReadOnlyList<EvidenceView>))]
[JsonSerializable(typeof(GenerationView))]
internal sealed partial class StoredRequestJson : JsonSerializerContext
{
    /// <summary>Reads a stored request.</summary>
    internal static AnalyzeBody Read(string json) => JsonSerializer.Deserialize(json, Default.AnalyzeBody)!;

    /// <summary>Writes a request for storage.</summary>
    internal static string Write(AnalyzeBody body) =>
        JsonSerializer.Serialize(body.WithoutMedia() with { CustomId = null }, Default.AnalyzeBody);

    /// <summary>Writes who wrote an answer.</summary>
    internal static string Write(GenerationView generation) => JsonSerializer.Serialize(generation, Default.GenerationView);

    /// <summary>Reads who wrote an answer.</summary>
    internal static GenerationView ReadGeneration(string json) => JsonSerializer.Deserialize(json, Default.GenerationView)!;

    /// <summary>Writes what an answer rests on.</summary>
    internal static string Write(IReadOnlyList<EvidenceView> evidence) =>
        JsonSerializer.Serialize(evidence, Default.IReadOnlyListEvidenceView);
}
