using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>
/// PATCH /knowledge-stores/{knowledge_store_id}/item-collections/{item_collection_id} → 200 with the collection. A field that is absent
/// stays as it is; metadata replaces the whole map.
/// </summary>
internal static class UpdateItemCollection
{
    internal sealed record Body(string? Name, string? Description, JsonElement? Metadata);

    internal static async Task<IResult> HandleAsync(Call call, ItemCollectionRepository collections, TimeProvider clock)
    {
        var body = await call.ReadJsonAsync(KnowledgeStoresWireJson.Default.UpdateItemCollectionBody);
        var metadata = StringMetadata.Read(body.Metadata);
        var changed = await collections.ChangeAsync(call, collection =>
            collection with
            {
                Name = ResourceName.CheckChange(body.Name) ?? collection.Name,
                Description = body.Description ?? collection.Description,
                Metadata = metadata ?? collection.Metadata,
                UpdatedAt = clock.GetUtcNow(),
            }
        );
        return await collections.CreateResultAsync(call, changed);
    }
}
