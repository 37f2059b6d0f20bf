namespace Reelsight.Storage.Records;

/// <summary>State of a video in an index; <see cref="Ready"/> and <see cref="Failed"/> are final.</summary>
public enum VideoStatus
{
    /// <summary>Its asset is not ready yet.</summary>
    Pending,

    /// <summary>Waiting for a worker.</summary>
    Queued,

    /// <summary>Being described.</summary>
    Indexing,

    /// <summary>Searchable.</summary>
    Ready,

    /// <summary>Given up; the reason is kept.</summary>
    Failed,
}
