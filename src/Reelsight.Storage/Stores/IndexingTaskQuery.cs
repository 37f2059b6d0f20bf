using Reelsight.Storage.Records;

namespace Reelsight.Storage.Stores;

/// <summary>Conditions, order and window of a list of tasks.</summary>
public sealed record IndexingTaskQuery(PageWindow Window, SortOrder Sort)
{
    /// <summary>Tasks of this index only.</summary>
    public string? IndexId { get; init; }

    /// <summary>Any of these states.</summary>
    public IReadOnlyList<IndexingTaskStatus>? Statuses { get; init; }

    /// <summary>Exact name.</summary>
    public string? Filename { get; init; }

    /// <summary>Seconds, equal within a millisecond.</summary>
    public double? DurationSec { get; init; }

    /// <summary>Pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels.</summary>
    public int? Height { get; init; }

    /// <summary>At or after.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>At or after.</summary>
    public DateTimeOffset? UpdatedFrom { get; init; }
}
