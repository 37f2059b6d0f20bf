namespace Reelsight.Storage.Records;

/// <summary>State of an upload-and-index task; <see cref="Ready"/> and <see cref="Failed"/> are final.</summary>
public enum IndexingTaskStatus
{
    /// <summary>Bytes arriving or being probed.</summary>
    Validating,

    /// <summary>Valid, not yet queued.</summary>
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
