using System.Text.Json;
using System.Text.Json.Serialization;
using Reelsight.Labels.Exchange;
using Reelsight.Storage.Records;

namespace Reelsight.Labels;

/// <summary>What this library keeps or writes as JSON by itself.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(AnnotationRecord))]
[JsonSerializable(typeof(JsonFormat.Document))]
[JsonSerializable(typeof(Datasheet))]
internal sealed partial class LabelsJson : JsonSerializerContext;
