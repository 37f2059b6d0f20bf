namespace Reelsight.Storage.Stores;

/// <summary>One page of rows and the number of rows on all pages. A page past the end has no rows.</summary>
public sealed record Page<T>(IReadOnlyList<T> Rows, int Total);
