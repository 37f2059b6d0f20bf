using Reelsight.Storage.Records;

namespace Reelsight.Storage.Stores;

/// <summary>Restricts a list of resources. Every condition that is set must hold.</summary>
public sealed record ResourceFilter
{
    /// <summary>Children of this resource.</summary>
    public string? ParentId { get; init; }

    /// <summary>Any of these ids.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Any of these states.</summary>
    public IReadOnlyList<string>? States { get; init; }

    /// <summary>Exactly this name.</summary>
    public string? Name { get; init; }

    /// <summary>Linked to this id or hash: see <see cref="IResource.Links"/>.</summary>
    public string? LinkedTo { get; init; }

    /// <summary>Created at or after.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Created before.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Embedding tasks of one family of operations: see <see cref="EmbeddingTaskRecord.Api"/>. Other kinds have none.</summary>
    public string? Api { get; init; }

    /// <summary>Analyses in one mode: see <see cref="AnalyzeTaskRecord.AnalysisMode"/>. Other kinds have none.</summary>
    public string? AnalysisMode { get; init; }

    /// <summary>Analysis tasks of the video at exactly this URL. Other kinds have none.</summary>
    public string? VideoUrl { get; init; }

    /// <summary>Analysis tasks of this asset. Other kinds have none.</summary>
    public string? AssetId { get; init; }
}
