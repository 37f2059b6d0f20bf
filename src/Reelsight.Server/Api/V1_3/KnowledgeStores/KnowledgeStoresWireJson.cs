using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>JSON shapes of knowledge stores on the wire. Its options are those of <see cref="CommonWireJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(CreateKnowledgeStore.Body), TypeInfoPropertyName = "CreateKnowledgeStoreBody")]
[JsonSerializable(typeof(UpdateKnowledgeStore.Body), TypeInfoPropertyName = "UpdateKnowledgeStoreBody")]
[JsonSerializable(typeof(KnowledgeStoreView))]
[JsonSerializable(typeof(ListOf<KnowledgeStoreView>))]
[JsonSerializable(typeof(StoreSearchBody))]
[JsonSerializable(typeof(StoredStoreSearch))]
[JsonSerializable(typeof(StoreSearchView))]
[JsonSerializable(typeof(CreateItem.Body), TypeInfoPropertyName = "CreateItemBody")]
[JsonSerializable(typeof(ItemView))]
[JsonSerializable(typeof(ListOf<ItemView>))]
[JsonSerializable(typeof(CreateItemCollection.Body), TypeInfoPropertyName = "CreateItemCollectionBody")]
[JsonSerializable(typeof(UpdateItemCollection.Body), TypeInfoPropertyName = "UpdateItemCollectionBody")]
[JsonSerializable(typeof(MemberIds))]
[JsonSerializable(typeof(ItemCollectionView))]
[JsonSerializable(typeof(ListOf<ItemCollectionView>))]
internal sealed partial class KnowledgeStoresWireJson : JsonSerializerContext;
