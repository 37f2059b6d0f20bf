namespace Reelsight.Server.Api.V1_3.Search;

/// <summary>Where a page of a search lies. The last page has no next token.</summary>
internal sealed record SearchPageInfo(
    int LimitPerPage,
    int TotalResults,
    DateTimeOffset PageExpiresAt,
    string? NextPageToken,
    string? PrevPageToken,
    int? TotalInnerMatches
);
