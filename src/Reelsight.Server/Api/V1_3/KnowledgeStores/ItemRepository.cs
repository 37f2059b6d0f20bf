using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>The items of knowledge stores: the videos, and images, of the index that has the store's id.</summary>
internal sealed class ItemRepository(IVideoStore videos, IAssetStore assets)
{
    /// <summary>The prefix of ids of items.</summary>
    internal const string IdPrefix = "ksi";

    private static readonly IReadOnlyList<VideoStatus> _everyState = Enum.GetValues<VideoStatus>();

    /// <summary>How many items a store has, or how many of these ids are items of it.</summary>
    internal async Task<int> CountAsync(Call call, string storeId, IReadOnlyList<string>? ids) =>
        ids is { Count: 0 }
            ? 0
            : (
                await videos.ListAsync(
                    call.TenantId,
                    storeId,
                    CreateFilter(ids),
                    SortOrder.NewestFirst,
                    new PageWindow(1, 1),
                    call.Cancellation
                )
            ).Total;

    /// <summary>The items among these ids, in every state, in the order of their creation.</summary>
    internal Task<IReadOnlyList<VideoRecord>> AllAsync(Call call, string storeId, IReadOnlyList<string>? ids) =>
        videos.ListAllAsync(call.TenantId, storeId, CreateFilter(ids), call.Cancellation);

    /// <summary>One page of items as the API shows it.</summary>
    internal async Task<ListOf<ItemView>> PageAsync(Call call, string storeId, VideoFilter filter, SortOrder sort, PageWindow window)
    {
        var page = await videos.ListAsync(
            call.TenantId,
            storeId,
            filter with
            {
                Statuses = filter.Statuses ?? _everyState,
            },
            sort,
            window,
            call.Cancellation
        );
        var known = await FindAssetsAsync(call, page.Rows);
        // An asset that was deleted since the page was read took its items along.
        var rows = page with { Rows = [.. page.Rows.Where(item => known.ContainsKey(item.AssetId))] };
        return ListOf.From(rows, window, item => ItemView.From(item, known[item.AssetId]));
    }

    /// <summary>The assets that items were made from, by their ids.</summary>
    internal async Task<Dictionary<string, AssetRecord>> FindAssetsAsync(Call call, IReadOnlyList<VideoRecord> rows)
    {
        string[] ids = [.. rows.Select(item => item.AssetId).Distinct(StringComparer.Ordinal)];
        if (ids.Length == 0)
        {
            return [];
        }

        var found = await assets.ListAsync(call.TenantId, new AssetQuery(new PageWindow(1, ids.Length)) { Ids = ids }, call.Cancellation);
        return found.Rows.ToDictionary(asset => asset.Id, StringComparer.Ordinal);
    }

    /// <summary>The item that the path names.</summary>
    /// <exception cref="ApiException">404: the store has no such item.</exception>
    internal async Task<VideoRecord> FindAsync(Call call)
    {
        var (storeId, itemId) = (call.GetId("knowledge_store_id", KnowledgeStoreRecord.IdPrefix), call.GetId("item_id", IdPrefix));
        return await videos.FindAsync(call.TenantId, storeId, itemId, call.Cancellation) ?? throw Fail.NotFound("item", itemId);
    }

    private static VideoFilter CreateFilter(IReadOnlyList<string>? ids) => new() { Ids = ids, Statuses = _everyState };
}
