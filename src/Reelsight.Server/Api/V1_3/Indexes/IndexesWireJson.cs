using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.V1_3.Indexes;

/// <summary>JSON shapes of indexes on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(CreateIndex.Body), TypeInfoPropertyName = "CreateIndexBody")]
[JsonSerializable(typeof(UpdateIndex.Body), TypeInfoPropertyName = "UpdateIndexBody")]
[JsonSerializable(typeof(IndexView))]
[JsonSerializable(typeof(ListOf<IndexView>))]
internal sealed partial class IndexesWireJson : JsonSerializerContext;
