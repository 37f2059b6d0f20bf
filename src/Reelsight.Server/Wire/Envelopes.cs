using System.Text.Json.Serialization;
using Reelsight.Storage;

namespace Reelsight.Server.Wire;

/// <summary>The body of every error. Some operations declare the error one level deeper; there it stands in both places.</summary>
internal sealed record ErrorBody(string Code, string Message, FailureView? Error = null);

/// <summary>Why a task or an asset failed.</summary>
internal sealed record FailureView(string Code, string Message)
{
    internal static FailureView? From(Failure? failure) => failure is null ? null : new(failure.Code, failure.Message);
}

/// <summary>An answer that is only an id.</summary>
internal sealed record IdView([property: JsonPropertyName("_id")] string Id);

/// <summary>One page of a list.</summary>
internal sealed record ListOf<T>(IReadOnlyList<T> Data, PageInfo PageInfo);

/// <summary>Where a page lies in its list. A page past the end is a page without rows: that is how clients find the end.</summary>
internal sealed record PageInfo(int LimitPerPage, int Page, int TotalPage, int TotalResults);

/// <summary>Turns a page of records into a page of views.</summary>
internal static class ListOf
{
    internal static ListOf<TView> From<TRecord, TView>(Page<TRecord> page, PageWindow window, Func<TRecord, TView> view) =>
        new(
            [.. page.Rows.Select(view)],
            new PageInfo(window.Limit, window.Page, (page.Total + window.Limit - 1) / window.Limit, page.Total)
        );
}
