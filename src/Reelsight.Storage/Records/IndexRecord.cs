namespace Reelsight.Storage.Records;

/// <summary>
/// A named collection of videos that are searched together. A knowledge store has its items as videos of an index with the store's id; such
/// an index is not listed, and operations on indexes do not accept its id.
/// </summary>
public sealed record IndexRecord
{
    /// <summary>24 lower-case hexadecimal digits, or the id of a knowledge store.</summary>
    public required string Id { get; init; }

    /// <summary>Whether its videos are items of a knowledge store, which may be images.</summary>
    public bool IsKnowledgeStore => Id.StartsWith(KnowledgeStoreRecord.IdPrefix + "_", StringComparison.Ordinal);

    /// <summary>The owner.</summary>
    public required string TenantId { get; init; }

    /// <summary>Unique within the tenant.</summary>
    public required string Name { get; init; }

    /// <summary>At least one; immutable after creation.</summary>
    public required IReadOnlyList<IndexModel> Models { get; init; }

    /// <summary>Immutable after creation; <c>thumbnail</c> is the only one known.</summary>
    public required IReadOnlyList<string> Addons { get; init; }

    /// <summary>Grows whenever the set of ready videos or their descriptions change; search then reloads the index.</summary>
    public long Revision { get; init; }

    /// <summary>Ready videos; filled on reads.</summary>
    public int VideoCount { get; init; }

    /// <summary>Sum of the ready videos' durations; filled on reads.</summary>
    public double TotalDurationSec { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
