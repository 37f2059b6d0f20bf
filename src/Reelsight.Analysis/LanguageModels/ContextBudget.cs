using Reelsight.Analysis.Tokens;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>How much of a model's context is for what.</summary>
internal static class ContextBudget
{
    /// <summary>A picture costs models between some 250 and 1,600 tokens.</summary>
    public const int ImageTokens = 800;
    private const int MinEvidenceTokens = 128;

    /// <summary>Tokens of the answer: what is asked for, and at most half of the context.</summary>
    public static int GetAnswerTokens(ILanguageModel model, int maxTokens) => Math.Min(maxTokens, model.ContextTokens / 2);

    /// <summary>Tokens left for facts beside everything else that is said.</summary>
    public static int GetEvidenceTokens(ILanguageModel model, int answerTokens, string said, int pictures) =>
        Math.Max(MinEvidenceTokens, model.ContextTokens - answerTokens - TokenCounter.Count(said) * 5 / 4 - pictures * ImageTokens);
}
