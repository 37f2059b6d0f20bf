using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>Routes of the item collections of a knowledge store.</summary>
internal static class ItemCollectionsApi
{
    internal static void MapItemCollections(this IEndpointRouteBuilder api)
    {
        api.MapPost("/knowledge-stores/{knowledge_store_id}/item-collections", CreateItemCollection.HandleAsync);
        api.MapGet("/knowledge-stores/{knowledge_store_id}/item-collections", ListItemCollections.HandleAsync);
        api.MapGet("/knowledge-stores/{knowledge_store_id}/item-collections/{item_collection_id}", GetItemCollection.HandleAsync);
        api.MapPatch("/knowledge-stores/{knowledge_store_id}/item-collections/{item_collection_id}", UpdateItemCollection.HandleAsync);
        api.MapDelete("/knowledge-stores/{knowledge_store_id}/item-collections/{item_collection_id}", DeleteItemCollection.HandleAsync);
        api.MapGet(
            "/knowledge-stores/{knowledge_store_id}/item-collections/{item_collection_id}/items",
            ListItemCollectionItems.HandleAsync
        );
        api.MapPost(
            "/knowledge-stores/{knowledge_store_id}/item-collections/{item_collection_id}/items/add",
            AddItemCollectionItems.HandleAsync
        );
        api.MapPost(
            "/knowledge-stores/{knowledge_store_id}/item-collections/{item_collection_id}/items/remove",
            RemoveItemCollectionItems.HandleAsync
        );
    }
}
