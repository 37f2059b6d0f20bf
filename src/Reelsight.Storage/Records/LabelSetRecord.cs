namespace Reelsight.Storage.Records;

/// <summary>A label set (taxonomy): the labels for the videos of an index.</summary>
public sealed record LabelSetRecord : IResource
{
    /// <summary>Labels say what a whole interval shows.</summary>
    public const string Scene = "scene";

    /// <summary>Labels say what happens, from its first frame to its last.</summary>
    public const string Action = "action";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string TenantId { get; init; }

    /// <summary>The index whose videos are labelled.</summary>
    public required string IndexId { get; init; }

    /// <summary>Given by a person.</summary>
    public required string Name { get; init; }

    /// <summary>The purpose of the dataset.</summary>
    public string? Description { get; init; }

    /// <summary><see cref="Scene"/> or <see cref="Action"/>.</summary>
    public required string Density { get; init; }

    /// <summary>The labels, in the order in which they are shown.</summary>
    public required IReadOnlyList<LabelRecord> Labels { get; init; }

    /// <summary>Version of <see cref="Labels"/>, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>Earlier versions of the labels, oldest first.</summary>
    public IReadOnlyList<LabelSetVersion> Earlier { get; init; } = [];

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public required DateTimeOffset UpdatedAt { get; init; }

    string? IResource.ParentId => null;
    string? IResource.Name => Name;
    string? IResource.State => null;
    IReadOnlyList<string> IResource.Links => [IndexId];
}
