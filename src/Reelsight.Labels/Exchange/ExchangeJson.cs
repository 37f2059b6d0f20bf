using System.Text.Json.Serialization;
using Reelsight.Storage.Records;

namespace Reelsight.Labels.Exchange;

/// <summary>What export formats write as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(AnnotationRecord))]
[JsonSerializable(typeof(JsonFormat.Document))]
[JsonSerializable(typeof(Datasheet))]
internal sealed partial class ExchangeJson : JsonSerializerContext;
