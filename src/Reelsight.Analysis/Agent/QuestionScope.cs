using Reelsight.Storage.Records;

namespace Reelsight.Analysis.Agent;

/// <summary>What a question to a knowledge store is about.</summary>
/// <param name="Question">The last message, with references to selections replaced by neutral words.</param>
/// <param name="Items">The ready items that it is about.</param>
/// <param name="UnreadyItems">Number of items that it is about and that are not ready.</param>
public sealed record QuestionScope(string Question, IReadOnlyList<VideoRecord> Items, int UnreadyItems);
