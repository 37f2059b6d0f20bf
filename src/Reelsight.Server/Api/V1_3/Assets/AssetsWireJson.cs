using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.V1_3.Assets;

/// <summary>JSON shapes of assets on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(AssetView))]
[JsonSerializable(typeof(ListOf<AssetView>))]
[JsonSerializable(typeof(AssetUserMetadata.Body), TypeInfoPropertyName = "AssetUserMetadataBody")]
[JsonSerializable(typeof(TranscriptionView))]
[JsonSerializable(typeof(ListOf<IndexedAssetSummaryView>))]
internal sealed partial class AssetsWireJson : JsonSerializerContext;
