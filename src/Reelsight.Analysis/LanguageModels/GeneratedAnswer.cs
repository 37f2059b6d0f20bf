using Reelsight.Analysis.Facts;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>What a model wrote about a video.</summary>
/// <param name="Text">The answer: text, or JSON as text.</param>
/// <param name="IsTruncated">Whether it ends early because it reached the most tokens.</param>
/// <param name="InputTokens">Tokens of all questions that it took.</param>
/// <param name="OutputTokens">Tokens of all answers that it took.</param>
/// <param name="ShownFacts">The facts that the model was given.</param>
/// <param name="ImageCount">How many pictures it was given.</param>
/// <param name="IsRepaired">Whether the first answer was wrong and the model mended it.</param>
public sealed record GeneratedAnswer(
    string Text,
    bool IsTruncated,
    int InputTokens,
    int OutputTokens,
    IReadOnlyList<Fact> ShownFacts,
    int ImageCount,
    bool IsRepaired
);
