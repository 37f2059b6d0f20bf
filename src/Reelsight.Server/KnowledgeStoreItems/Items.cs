using Reelsight.Server.Http;
using Reelsight.Server.Wire;
using Reelsight.Storage;

namespace Reelsight.Server.KnowledgeStoreItems;

/// <summary>The items of knowledge stores: the videos, and pictures, of the index that has the store's id.</summary>
internal sealed class Items(IVideoStore videos, IAssetStore assets)
{
    /// <summary>What the ids of items begin with.</summary>
    internal const string IdPrefix = "ksi";

    private static readonly IReadOnlyList<VideoStatus> _everyState = Enum.GetValues<VideoStatus>();

    /// <summary>How many items a store has, or how many of these ids are items of it.</summary>
    internal async Task<int> CountAsync(Call call, string storeId, IReadOnlyList<string>? ids) =>
        ids is { Count: 0 }
            ? 0
            : (await videos.ListAsync(call.TenantId, storeId, Any(ids), SortOrder.NewestFirst, new PageWindow(1, 1), call.Cancelled)).Total;

    /// <summary>The items among these ids, in every state, in the order of their creation.</summary>
    internal Task<IReadOnlyList<VideoRecord>> AllAsync(Call call, string storeId, IReadOnlyList<string>? ids) =>
        videos.AllAsync(call.TenantId, storeId, Any(ids), call.Cancelled);

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
            call.Cancelled
        );
        var known = await AssetsOfAsync(call, page.Rows);
        // An asset that was deleted since the page was read took its items along.
        var rows = page with { Rows = [.. page.Rows.Where(item => known.ContainsKey(item.AssetId))] };
        return ListOf.From(rows, window, item => ItemView.Of(item, known[item.AssetId]));
    }

    /// <summary>The assets that items were made from, by their ids.</summary>
    internal async Task<Dictionary<string, AssetRecord>> AssetsOfAsync(Call call, IReadOnlyList<VideoRecord> rows)
    {
        string[] ids = [.. rows.Select(item => item.AssetId).Distinct(StringComparer.Ordinal)];
        if (ids.Length == 0)
        {
            return [];
        }

        var found = await assets.ListAsync(call.TenantId, new AssetListQuery(new PageWindow(1, ids.Length)) { Ids = ids }, call.Cancelled);
        return found.Rows.ToDictionary(asset => asset.Id, StringComparer.Ordinal);
    }

    /// <summary>The item that the path names.</summary>
    /// <exception cref="ApiException">404: the store has no such item.</exception>
    internal async Task<VideoRecord> FindAsync(Call call)
    {
        var (storeId, itemId) = (call.Id("knowledge_store_id", KnowledgeStoreRecord.IdPrefix), call.Id("item_id", IdPrefix));
        return await videos.FindAsync(call.TenantId, storeId, itemId, call.Cancelled) ?? throw Fail.NotFound("item", itemId);
    }

    private static VideoFilter Any(IReadOnlyList<string>? ids) => new() { Ids = ids, Statuses = _everyState };
}
