using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.V1_3.EntityCollections;

/// <summary>JSON shapes of entity collections on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(CreateEntityCollection.Body), TypeInfoPropertyName = "CreateEntityCollectionBody")]
[JsonSerializable(typeof(UpdateEntityCollection.Body), TypeInfoPropertyName = "UpdateEntityCollectionBody")]
[JsonSerializable(typeof(EntityCollectionView))]
[JsonSerializable(typeof(ListOf<EntityCollectionView>))]
internal sealed partial class EntityCollectionsWireJson : JsonSerializerContext;
