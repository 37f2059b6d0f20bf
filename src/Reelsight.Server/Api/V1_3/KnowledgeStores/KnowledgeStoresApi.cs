using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>Routes of knowledge stores.</summary>
internal static class KnowledgeStoresApi
{
    internal static void MapKnowledgeStores(this IEndpointRouteBuilder api)
    {
        api.MapPost("/knowledge-stores", CreateKnowledgeStore.HandleAsync);
        api.MapGet("/knowledge-stores", ListKnowledgeStores.HandleAsync);
        api.MapGet("/knowledge-stores/{knowledge_store_id}", GetKnowledgeStore.HandleAsync);
        api.MapPatch("/knowledge-stores/{knowledge_store_id}", UpdateKnowledgeStore.HandleAsync);
        api.MapDelete("/knowledge-stores/{knowledge_store_id}", DeleteKnowledgeStore.HandleAsync);
        api.MapPost("/knowledge-stores/{knowledge_store_id}/search", SearchKnowledgeStore.HandleAsync);
    }
}
