using Reelsight.Analysis.Schemas;

namespace Reelsight.Analysis.Agent;

/// <summary>A question about the items of a store.</summary>
public sealed record AgentQuestion
{
    /// <summary>The question, in words; references to selections replaced by neutral words.</summary>
    public required string Text { get; init; }

    /// <summary>The items it is about: all ready ones, or those that were selected.</summary>
    public required IReadOnlyList<AgentItem> Items { get; init; }

    /// <summary>Number of items of the store that are not ready and cannot be part of the answer.</summary>
    public required int UnreadyItems { get; init; }

    /// <summary>Guidance for this answer, of which length and form are followed.</summary>
    public string? Instructions { get; init; }

    /// <summary>The turn before this one, or null.</summary>
    public AgentTurn? PreviousTurn { get; init; }

    /// <summary>What the answer must be valid against; null for prose.</summary>
    public SchemaNode? Schema { get; init; }
}
