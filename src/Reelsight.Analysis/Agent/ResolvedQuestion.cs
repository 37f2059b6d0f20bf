namespace Reelsight.Analysis.Agent;

/// <summary>A question with what it refers to resolved.</summary>
/// <param name="Text">The question in full.</param>
/// <param name="Items">The items that it is about.</param>
/// <param name="Unresolved">A sentence that says why a reference cannot be resolved; null otherwise.</param>
internal sealed record ResolvedQuestion(string Text, IReadOnlyList<AgentItem> Items, string? Unresolved = null);
