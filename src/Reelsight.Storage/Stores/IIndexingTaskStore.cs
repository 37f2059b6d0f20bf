using Reelsight.Storage.Records;

namespace Reelsight.Storage.Stores;

/// <summary>Upload-and-index tasks.</summary>
public interface IIndexingTaskStore
{
    /// <summary>One task or null.</summary>
    Task<IndexingTaskRecord?> FindAsync(string tenantId, string taskId, CancellationToken ct);

    /// <summary>The task that a video came with, or null.</summary>
    Task<IndexingTaskRecord?> FindByVideoAsync(string tenantId, string videoId, CancellationToken ct);

    /// <summary>One page of tasks.</summary>
    Task<Page<IndexingTaskRecord>> ListAsync(string tenantId, IndexingTaskQuery query, CancellationToken ct);

    /// <summary>Deletes the row; false when there is none.</summary>
    Task<bool> DeleteAsync(string tenantId, string taskId, CancellationToken ct);
}
