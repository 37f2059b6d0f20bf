using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.V1_3.AnalyzeBatches;

/// <summary>JSON shapes of analyze batches on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(AnalyzeBatchBody))]
[JsonSerializable(typeof(CreatedBatchView))]
[JsonSerializable(typeof(AnalyzeBatchView))]
[JsonSerializable(typeof(ListOf<AnalyzeBatchView>))]
[JsonSerializable(typeof(BatchResultView))]
internal sealed partial class AnalyzeBatchesWireJson : JsonSerializerContext;
