namespace Reelsight.Storage;

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

/// <summary>The labels of a set as they were up to an instant.</summary>
public sealed record LabelSetVersion(int Version, DateTimeOffset ReplacedAt, IReadOnlyList<LabelRecord> Labels);

/// <summary>One label of a set.</summary>
public sealed record LabelRecord
{
    /// <summary>Unique within the set, and the same for as long as the label exists.</summary>
    public required string Id { get; init; }

    /// <summary>Unique within the set.</summary>
    public required string Name { get; init; }

    /// <summary>What such a stretch shows: what auto-labelling looks for.</summary>
    public string? Description { get; init; }

    /// <summary>How it is shown: <c>#rrggbb</c>.</summary>
    public required string Colour { get; init; }

    /// <summary>The label that this one is a kind of, or null.</summary>
    public string? ParentId { get; init; }

    /// <summary>What can be noted of each stretch.</summary>
    public IReadOnlyList<LabelAttribute> Attributes { get; init; } = [];

    /// <summary>Moments that show it well.</summary>
    public IReadOnlyList<LabelExample> Examples { get; init; } = [];
}

/// <summary>Something to note of a labelled stretch.</summary>
/// <param name="Name">Unique within the label.</param>
/// <param name="Type"><c>enum</c>, <c>number</c>, <c>bool</c> or <c>text</c>.</param>
/// <param name="Values">The words that an <c>enum</c> takes; empty otherwise.</param>
public sealed record LabelAttribute(string Name, string Type, IReadOnlyList<string> Values);

/// <summary>A moment that shows a label; half-open seconds.</summary>
public sealed record LabelExample(string VideoId, double StartSec, double EndSec);
