using Reelsight.Analysis.Tokens;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>Divides the context of a model among prompt, evidence, images and answer.</summary>
internal static class ContextBudget
{
    /// <summary>Estimated tokens of an image; models take between some 250 and 1,600.</summary>
    public const int ImageTokens = 800;
    private const int MinEvidenceTokens = 128;

    /// <summary>Tokens of the answer: what is requested, at most half of the context.</summary>
    public static int GetAnswerTokens(LanguageModel model, int maxTokens) => Math.Min(maxTokens, model.ContextTokens / 2);

    /// <summary>Tokens left for facts beside everything else in the request.</summary>
    public static int GetEvidenceTokens(LanguageModel model, int answerTokens, string text, int images) =>
        Math.Max(MinEvidenceTokens, model.ContextTokens - answerTokens - TokenCounter.Count(text) * 5 / 4 - images * ImageTokens);
}
