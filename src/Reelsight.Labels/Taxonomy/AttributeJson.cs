using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reelsight.Labels.Taxonomy;

/// <summary>Values of attributes as annotations keep them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class AttributeJson : JsonSerializerContext;
