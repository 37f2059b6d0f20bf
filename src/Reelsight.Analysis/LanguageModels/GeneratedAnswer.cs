using Reelsight.Analysis.Facts;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>An answer about a video that a language model generated.</summary>
/// <param name="Text">The answer: text, or JSON as text.</param>
/// <param name="IsTruncated">Whether it ends early because it reached the largest number of tokens.</param>
/// <param name="InputTokens">Tokens of all requests for it.</param>
/// <param name="OutputTokens">Tokens of all answers to these requests.</param>
/// <param name="ShownFacts">The facts in the request.</param>
/// <param name="ImageCount">Number of images in the request.</param>
/// <param name="IsRepaired">Whether the first answer was invalid and the model corrected it.</param>
public sealed record GeneratedAnswer(
    string Text,
    bool IsTruncated,
    int InputTokens,
    int OutputTokens,
    IReadOnlyList<Fact> ShownFacts,
    int ImageCount,
    bool IsRepaired
);
