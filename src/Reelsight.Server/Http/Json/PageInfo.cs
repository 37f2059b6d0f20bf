namespace Reelsight.Server.Http.Json;

/// <summary>Where a page lies in its list. A page past the end is a page without rows: that is how clients find the end.</summary>
internal sealed record PageInfo(int LimitPerPage, int Page, int TotalPage, int TotalResults);
