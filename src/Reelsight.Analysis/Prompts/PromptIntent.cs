namespace Reelsight.Analysis.Prompts;

/// <summary>One thing that a prompt asks.</summary>
/// <param name="Kind">The kind of answer.</param>
/// <param name="Query">What it is about.</param>
/// <param name="Unanswerable">For what cannot be known: a noun phrase for it.</param>
internal sealed record PromptIntent(IntentKind Kind, EvidenceQuery Query, string? Unanswerable = null);
