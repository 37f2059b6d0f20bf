using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reelsight.Labels;

/// <summary>What this library keeps or writes as JSON by itself.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class LabelsJson : JsonSerializerContext;
