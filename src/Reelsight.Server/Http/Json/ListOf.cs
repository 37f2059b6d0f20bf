using Reelsight.Storage.Stores;

namespace Reelsight.Server.Http.Json;

/// <summary>One page of a list.</summary>
internal sealed record ListOf<T>(IReadOnlyList<T> Data, PageInfo PageInfo);

/// <summary>Turns a page of records into a page of views.</summary>
internal static class ListOf
{
    internal static ListOf<TView> From<TRecord, TView>(Page<TRecord> page, PageWindow window, Func<TRecord, TView> view) =>
        new(
            [.. page.Rows.Select(view)],
            new PageInfo(window.Limit, window.Page, (page.Total + window.Limit - 1) / window.Limit, page.Total)
        );
}
