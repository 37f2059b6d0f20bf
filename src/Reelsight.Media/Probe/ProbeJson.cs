using System.Text.Json.Serialization;

namespace Reelsight.Media.Probe;

/// <summary>Reads the report without reflection; ffprobe writes snake case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ProbeReport))]
internal sealed partial class ProbeJson : JsonSerializerContext;
