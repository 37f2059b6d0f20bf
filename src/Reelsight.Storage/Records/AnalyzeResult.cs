namespace Reelsight.Storage.Records;

/// <summary>The result of an analysis.</summary>
/// <param name="GenerationId">Id of the answer.</param>
/// <param name="Data">Text, or JSON as text.</param>
/// <param name="FinishReason"><c>stop</c> or <c>length</c>.</param>
/// <param name="InputTokens">Tokens of the prompt.</param>
/// <param name="OutputTokens">Tokens of the answer.</param>
/// <param name="Notice">Why the answer is incomplete, or null.</param>
/// <param name="EvidenceJson">The evidence for the answer, as JSON in the API's form.</param>
/// <param name="GenerationJson">What generated it, as JSON in the API's form; null where there is no choice.</param>
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
