namespace Reelsight.Storage.Records;

/// <summary>One label of a set.</summary>
public sealed record LabelRecord
{
    /// <summary>Unique within the set; never changes.</summary>
    public required string Id { get; init; }

    /// <summary>Unique within the set.</summary>
    public required string Name { get; init; }

    /// <summary>What footage with the label shows; auto-labelling searches for it.</summary>
    public string? Description { get; init; }

    /// <summary>Display colour: <c>#rrggbb</c>.</summary>
    public required string Colour { get; init; }

    /// <summary>The label that this one is a kind of, or null.</summary>
    public string? ParentId { get; init; }

    /// <summary>The attributes of its annotations.</summary>
    public IReadOnlyList<LabelAttribute> Attributes { get; init; } = [];

    /// <summary>Moments that are good examples.</summary>
    public IReadOnlyList<LabelExample> Examples { get; init; } = [];
}
