namespace Reelsight.Analysis.Prompts;

/// <summary>One intent of a prompt.</summary>
/// <param name="Kind">The kind of answer.</param>
/// <param name="Query">What it is about.</param>
/// <param name="Unanswerable">A noun phrase for something that no model here recognises; null otherwise.</param>
internal sealed record PromptIntent(IntentKind Kind, EvidenceQuery Query, string? Unanswerable = null);
