using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.V1_3.IndexedAssets;

/// <summary>JSON shapes of indexed assets on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(CreateIndexedAsset.Body), TypeInfoPropertyName = "CreateIndexedAssetBody")]
[JsonSerializable(typeof(CreateIndexedAsset.CreatedView))]
[JsonSerializable(typeof(IndexedAssetView))]
[JsonSerializable(typeof(ListOf<IndexedAssetView>))]
internal sealed partial class IndexedAssetsWireJson : JsonSerializerContext;
