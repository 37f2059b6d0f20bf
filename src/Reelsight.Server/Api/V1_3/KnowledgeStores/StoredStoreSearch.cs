using Reelsight.Search;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>
/// A ranked answer of a store search as it is kept behind page tokens; metadata, which may change meanwhile, is added to each page.
/// </summary>
internal sealed record StoredStoreSearch
{
    public required string StoreId { get; init; }
    public required int PageSize { get; init; }
    public required bool IncludeMetadata { get; init; }

    /// <summary>How videos were matched; none when the filter left them out.</summary>
    public required Modalities Modalities { get; init; }

    /// <summary>Best first.</summary>
    public required IReadOnlyList<StoreHit> Hits { get; init; }

    /// <summary>What is cut into pages: indexes in <see cref="Hits"/>, one each, or all of one item.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Rows { get; init; }

    internal static StoredStoreSearch From(string storeId, StoreSearchRequest request, IReadOnlyList<StoreHit> hits) =>
        new()
        {
            StoreId = storeId,
            PageSize = request.PageSize,
            IncludeMetadata = request.IncludeMetadata,
            Modalities = request.Modalities,
            Hits = hits,
            Rows = request.GroupByItem
                ? [.. Enumerable.Range(0, hits.Count).GroupBy(place => hits[place].ItemId).Select(group => group.ToArray())]
                : [.. hits.Select((_, place) => new[] { place })],
        };
}
