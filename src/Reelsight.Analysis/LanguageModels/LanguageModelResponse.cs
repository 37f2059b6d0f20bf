namespace Reelsight.Analysis.LanguageModels;

/// <summary>The answer of a language model.</summary>
/// <param name="Text">The answer.</param>
/// <param name="IsTruncated">Whether it ends early because it reached the largest number of tokens.</param>
/// <param name="InputTokens">Tokens of the request by the model's own count; null when it reports none.</param>
/// <param name="OutputTokens">Tokens of the answer by the model's own count; null when it reports none.</param>
public sealed record LanguageModelResponse(string Text, bool IsTruncated, int? InputTokens, int? OutputTokens);
