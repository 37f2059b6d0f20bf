namespace Reelsight.Storage.Records;

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
