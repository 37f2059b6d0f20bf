using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>GET /knowledge-stores/{knowledge_store_id}/item-collections/{item_collection_id} → 200 with the collection.</summary>
internal static class GetItemCollection
{
    internal static async Task<IResult> HandleAsync(Call call, ItemCollectionRepository collections) =>
        await collections.CreateResultAsync(call, await collections.FindAsync(call));
}
