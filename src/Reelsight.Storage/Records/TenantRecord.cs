namespace Reelsight.Storage.Records;

/// <summary>An account: its footage, labels, keys and people are its own and nobody else's.</summary>
public sealed record TenantRecord
{
    /// <summary>Its id, which also names its folders.</summary>
    public required string Id { get; init; }

    /// <summary>What the administrator calls it.</summary>
    public required string Name { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when its keys and links are refused; null when they are not.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>When its deletion began; null when it is to stay.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>The most bytes that its assets may have together; null without a limit.</summary>
    public long? MaxStorageBytes { get; init; }

    /// <summary>The most minutes of footage that its indexes may hold; null without a limit.</summary>
    public long? MaxIndexedMinutes { get; init; }

    /// <summary>The most requests of a day (UTC); null without a limit.</summary>
    public long? MaxRequestsPerDay { get; init; }
}
