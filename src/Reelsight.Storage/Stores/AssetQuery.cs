namespace Reelsight.Storage.Stores;

/// <summary>Conditions, order and window of a list of assets.</summary>
public sealed record AssetQuery(PageWindow Window)
{
    /// <summary>Any of these.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Any of <c>video</c>, <c>audio</c>, <c>image</c>, <c>document</c>.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>Case-insensitive part of the name.</summary>
    public string? FilenameContains { get; init; }
}
