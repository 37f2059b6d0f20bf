using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>Routes of the items of a knowledge store.</summary>
internal static class KnowledgeStoreItemsApi
{
    internal static void MapKnowledgeStoreItems(this IEndpointRouteBuilder api)
    {
        api.MapPost("/knowledge-stores/{knowledge_store_id}/items", CreateItem.HandleAsync);
        api.MapGet("/knowledge-stores/{knowledge_store_id}/items", ListItems.HandleAsync);
        api.MapGet("/knowledge-stores/{knowledge_store_id}/items/{item_id}", GetItem.HandleAsync);
        api.MapDelete("/knowledge-stores/{knowledge_store_id}/items/{item_id}", DeleteItem.HandleAsync);
    }
}
