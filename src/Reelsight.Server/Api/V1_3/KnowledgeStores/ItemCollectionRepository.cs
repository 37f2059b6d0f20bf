using Microsoft.AspNetCore.Http;
using Reelsight.Core.Errors;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>Finds, changes and shows item collections for the operations on them.</summary>
internal sealed class ItemCollectionRepository(IResourceStore<ItemCollectionRecord> collections, ItemRepository items)
{
    /// <summary>The prefix of ids of item collections.</summary>
    internal const string IdPrefix = "ksic";

    /// <summary>The ids in the path: the store's and the collection's.</summary>
    internal static (string StoreId, string CollectionId) GetIds(Call call) =>
        (call.GetId("knowledge_store_id", KnowledgeStoreRecord.IdPrefix), call.GetId("item_collection_id", IdPrefix));

    /// <summary>The collection that the path names.</summary>
    /// <exception cref="ApiException">404: the store has no such collection.</exception>
    internal async Task<ItemCollectionRecord> FindAsync(Call call)
    {
        var (storeId, collectionId) = GetIds(call);
        return await FindAsync(call, storeId, collectionId) ?? throw Fail.NotFound("item collection", collectionId);
    }

    /// <summary>A collection of a store, or null.</summary>
    internal async Task<ItemCollectionRecord?> FindAsync(Call call, string storeId, string collectionId) =>
        await collections.FindAsync(call.TenantId, collectionId, call.Cancellation) is { } found && found.KnowledgeStoreId == storeId
            ? found
            : null;

    /// <summary>Changes the collection that the path names.</summary>
    /// <exception cref="ApiException">404: the store has no such collection; 400: the new name is taken.</exception>
    internal async Task<ItemCollectionRecord> ChangeAsync(Call call, Func<ItemCollectionRecord, ItemCollectionRecord> change)
    {
        var found = await FindAsync(call);
        try
        {
            return await collections.UpdateAsync(call.TenantId, found.Id, change, [], call.Cancellation)
                ?? throw Fail.NotFound("item collection", found.Id);
        }
        catch (DuplicateNameException e)
        {
            throw CreateNameConflict(e);
        }
    }

    /// <summary>The collection as answers show it. Members that were deleted since do not count.</summary>
    internal async Task<ItemCollectionView> ToViewAsync(Call call, ItemCollectionRecord collection) =>
        ItemCollectionView.From(collection, await items.CountAsync(call, collection.KnowledgeStoreId, collection.ItemIds));

    /// <summary>An answer that is the collection.</summary>
    internal async Task<IResult> CreateResultAsync(Call call, ItemCollectionRecord collection, int status = StatusCodes.Status200OK) =>
        TypedResults.Json(await ToViewAsync(call, collection), KnowledgeStoresWireJson.Default.ItemCollectionView, statusCode: status);

    /// <summary>The contract knows no conflict here, so a taken name is a value that is not allowed.</summary>
    internal static ApiException CreateNameConflict(DuplicateNameException e) =>
        Fail.Invalid($"{e.Message} The names of a knowledge store's item collections are unique.");
}
