using Reelsight.Search;

namespace Reelsight.Server.Search;

/// <summary>Answers a query over one index with every moment that matches, best first.</summary>
internal delegate Task<SearchResult> TextSearch(SearchQuery query, CancellationToken ct);
