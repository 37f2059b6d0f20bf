using System.Text.Json.Nodes;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>What a model answered.</summary>
/// <param name="Text">The answer.</param>
/// <param name="IsTruncated">Whether it ends early because it reached the most tokens.</param>
/// <param name="InputTokens">Tokens of the question by the model's own count; null when it does not tell.</param>
/// <param name="OutputTokens">Tokens of the answer by the model's own count; null when it does not tell.</param>
public sealed record LanguageModelResponse(string Text, bool IsTruncated, int? InputTokens, int? OutputTokens);
