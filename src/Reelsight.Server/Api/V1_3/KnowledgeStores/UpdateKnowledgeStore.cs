using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>
/// PATCH /knowledge-stores/{knowledge_store_id} → 200 with the store. A field that is absent stays as it is; metadata replaces the whole
/// map. The ingestion configuration cannot change: naming it is an error rather than ignored.
/// </summary>
internal static class UpdateKnowledgeStore
{
    internal sealed record Body(string? Name, string? Description, JsonElement? Metadata, JsonElement? IngestionConfig);

    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<KnowledgeStoreRecord> stores,
        ItemRepository items,
        TimeProvider clock
    )
    {
        var id = call.GetId("knowledge_store_id", KnowledgeStoreRecord.IdPrefix);
        var body = await call.ReadJsonAsync(KnowledgeStoresWireJson.Default.UpdateKnowledgeStoreBody);
        if (body.IngestionConfig is not null)
        {
            throw Fail.Invalid("The parameter ingestion_config cannot be changed. Create a new knowledge store.");
        }

        var metadata = StringMetadata.Read(body.Metadata);
        var changed = await stores.UpdateAsync(
            call.TenantId,
            id,
            store =>
                store with
                {
                    Name = ResourceName.CheckChange(body.Name) ?? store.Name,
                    Description = body.Description ?? store.Description,
                    Metadata = metadata ?? store.Metadata,
                    UpdatedAt = clock.GetUtcNow(),
                },
            [],
            call.Cancellation
        ) ?? throw Fail.NotFound("knowledge store", id);
        return TypedResults.Json(
            KnowledgeStoreView.From(changed, await items.CountAsync(call, id, null)),
            KnowledgeStoresWireJson.Default.KnowledgeStoreView
        );
    }
}
