namespace Reelsight.Storage.Records;

/// <summary>The answer of an analysis.</summary>
/// <param name="GenerationId">Names the answer.</param>
/// <param name="Data">Text, or JSON as text.</param>
/// <param name="FinishReason"><c>stop</c> or <c>length</c>.</param>
/// <param name="InputTokens">Tokens of the prompt.</param>
/// <param name="OutputTokens">Tokens of the answer.</param>
/// <param name="Notice">Why the answer is not whole, when it is not.</param>
/// <param name="EvidenceJson">What the answer rests on, as the API shows it.</param>
/// <param name="GenerationJson">Who wrote it, as the API shows it; null where there is no choice.</param>
public sealed record AnalyzeResult(
    string GenerationId,
    string Data,
    string FinishReason,
    int InputTokens,
    int OutputTokens,
    string? Notice,
    string EvidenceJson,
    string? GenerationJson = null
);
