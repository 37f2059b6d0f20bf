namespace Reelsight.Storage.Records;

/// <summary>A batch of analyses that were requested at once; each is an <see cref="AnalyzeTaskRecord"/> of its own.</summary>
public sealed record AnalyzeBatchRecord : IResource
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary><c>pending</c>, <c>processing</c>, <c>canceling</c>, <c>canceled</c>, <c>completed</c> or <c>expired</c>.</summary>
    public required string Status { get; init; }

    /// <summary><c>general</c> or <c>time_based_metadata</c>.</summary>
    public required string AnalysisMode { get; init; }

    /// <summary>The model's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>Its tasks, in the order of the requests.</summary>
    public required IReadOnlyList<string> TaskIds { get; init; }

    /// <summary>When tasks that have not begun are given up; UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it completed, was canceled or expired; UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether nothing will change any more.</summary>
    public bool HasEnded => Status is "completed" or "canceled" or "expired";

    string? IResource.ParentId => null;
    string? IResource.Name => null;
    string? IResource.State => Status;
    IReadOnlyList<string> IResource.Links => [];
}
