using Reelsight.Understanding.Schemas;

namespace Reelsight.Understanding.Agent;

/// <summary>A question about the items of a store.</summary>
public sealed record AgentQuestion
{
    /// <summary>The question, in words; references to selections replaced by neutral words.</summary>
    public required string Text { get; init; }

    /// <summary>The items it is about: all ready ones, or those that were selected.</summary>
    public required IReadOnlyList<AgentItem> Items { get; init; }

    /// <summary>Items of the store that are not ready, which an answer cannot know of.</summary>
    public required int UnreadyItems { get; init; }

    /// <summary>Guidance for this answer. What it says about length and form is followed.</summary>
    public string? Instructions { get; init; }

    /// <summary>The turn before this one, or null.</summary>
    public AgentTurn? PreviousTurn { get; init; }

    /// <summary>What the answer must be valid against; null for prose.</summary>
    public SchemaNode? Schema { get; init; }
}

/// <summary>What the next question may refer to.</summary>
/// <param name="Question">As it was understood, references resolved.</param>
/// <param name="CitedItemIds">The items that the answer cited, in order, each once.</param>
public sealed record AgentTurn(string Question, IReadOnlyList<string> CitedItemIds);

/// <summary>Ties a marker of the text, such as <c>[1]</c>, to what supports the statement before it.</summary>
/// <param name="Item">The item.</param>
/// <param name="StartSec">Start of the stretch; null for pictures and for whole videos.</param>
/// <param name="EndSec">End of the stretch, exclusive; null together with the start.</param>
/// <param name="StartIndex">Where the marker starts in the text, in code points.</param>
/// <param name="EndIndex">Where it ends, inclusive.</param>
public sealed record AgentCitation(AgentItem Item, double? StartSec, double? EndSec, int StartIndex, int EndIndex);

/// <summary>An answer.</summary>
/// <param name="Text">Prose with markers, or JSON without.</param>
/// <param name="Citations">One for each marker, in order.</param>
/// <param name="Turn">What the next question may refer to.</param>
public sealed record AgentAnswer(string Text, IReadOnlyList<AgentCitation> Citations, AgentTurn Turn);
