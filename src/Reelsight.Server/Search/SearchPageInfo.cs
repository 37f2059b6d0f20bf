using System.Text.Json;
using Reelsight.Search;
using Reelsight.Server.Wire;

namespace Reelsight.Server.Search;

/// <summary>Where a page of a search lies. The last page has no next token.</summary>
internal sealed record SearchPageInfo(
    int LimitPerPage,
    int TotalResults,
    DateTimeOffset PageExpiresAt,
    string? NextPageToken,
    string? PrevPageToken,
    int? TotalInnerMatches
);
