namespace Reelsight.Storage.Records;

/// <summary>A question and its answer.</summary>
/// <param name="ResponseId">The response that holds the answer.</param>
/// <param name="Question">The question as it was understood, with references resolved.</param>
/// <param name="Answer">The text of the answer.</param>
/// <param name="CitedItemIds">The items it cites, in order, each once.</param>
public sealed record SessionTurn(string ResponseId, string Question, string Answer, IReadOnlyList<string> CitedItemIds);
