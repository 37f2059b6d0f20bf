using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Core.Errors;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>
/// POST /knowledge-stores/{knowledge_store_id}/item-collections → 201 with the collection. The name is required and unique in the store.
/// </summary>
internal static class CreateItemCollection
{
    internal sealed record Body(string? Name, string? Description, JsonElement? Metadata);

    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<KnowledgeStoreRecord> stores,
        IResourceStore<ItemCollectionRecord> records,
        ItemCollectionRepository collections,
        IdGenerator ids,
        TimeProvider clock
    )
    {
        var storeId = call.GetId("knowledge_store_id", KnowledgeStoreRecord.IdPrefix);
        var body = await call.ReadJsonAsync(KnowledgeStoresWireJson.Default.CreateItemCollectionBody);
        var now = clock.GetUtcNow();
        var collection = new ItemCollectionRecord
        {
            Id = ids.Next(ItemCollectionRepository.IdPrefix),
            TenantId = call.TenantId,
            KnowledgeStoreId = storeId,
            Name = ResourceName.Check(body.Name),
            Description = body.Description,
            Metadata = StringMetadata.Read(body.Metadata),
            CreatedAt = now,
            UpdatedAt = now,
        };
        await GetKnowledgeStore.FindAsync(call, stores, storeId);
        try
        {
            await records.AddAsync([collection], [], call.Cancellation);
        }
        catch (DuplicateNameException e)
        {
            throw ItemCollectionRepository.CreateNameConflict(e);
        }
        catch (ParentMissingException)
        {
            throw Fail.NotFound("knowledge store", storeId);
        }
        return await collections.CreateResultAsync(call, collection, StatusCodes.Status201Created);
    }
}
