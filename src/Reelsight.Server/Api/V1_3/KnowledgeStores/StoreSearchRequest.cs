using Reelsight.Search;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>A store search, checked. <see cref="Modalities"/> is about videos and none when the filter leaves them out.</summary>
internal sealed record StoreSearchRequest
{
    internal required string Text { get; init; }
    internal required StoreSearchFilter Filter { get; init; }
    internal required Modalities Modalities { get; init; }
    internal required bool GroupByItem { get; init; }
    internal required int PageSize { get; init; }
    internal required bool IncludeMetadata { get; init; }
}
