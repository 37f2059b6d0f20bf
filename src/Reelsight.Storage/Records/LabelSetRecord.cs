namespace Reelsight.Storage.Records;

/// <summary>A taxonomy for the videos of an index: the labels that can be put on them.</summary>
public sealed record LabelSetRecord : IResource
{
    /// <summary>Labels say what a stretch as a whole shows.</summary>
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

    /// <summary>What the data set is for.</summary>
    public string? Description { get; init; }

    /// <summary><see cref="Scene"/> or <see cref="Action"/>.</summary>
    public required string Density { get; init; }

    /// <summary>The labels, in the order in which they are shown.</summary>
    public required IReadOnlyList<LabelRecord> Labels { get; init; }

    /// <summary>Counts the changes of <see cref="Labels"/>, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>What the labels were before, oldest first.</summary>
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
