namespace Reelsight.Storage.Stores;

/// <summary>Conditions, order and window of a list of indexes.</summary>
public sealed record IndexQuery(PageWindow Window, SortOrder Sort)
{
    /// <summary>Exact name.</summary>
    public string? Name { get; init; }

    /// <summary>All of these options must be among the options of its models.</summary>
    public IReadOnlyList<string>? ModelOptions { get; init; }

    /// <summary>A model name that starts so, such as <c>marengo</c>.</summary>
    public string? ModelFamily { get; init; }

    /// <summary>At or after.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>At or after.</summary>
    public DateTimeOffset? UpdatedFrom { get; init; }
}
