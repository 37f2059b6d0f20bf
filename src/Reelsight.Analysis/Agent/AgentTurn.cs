namespace Reelsight.Analysis.Agent;

/// <summary>A turn of a conversation, which the next question may refer to.</summary>
/// <param name="Question">As it was understood, references resolved.</param>
/// <param name="CitedItemIds">The items that the answer cited, in order, each once.</param>
public sealed record AgentTurn(string Question, IReadOnlyList<string> CitedItemIds);
