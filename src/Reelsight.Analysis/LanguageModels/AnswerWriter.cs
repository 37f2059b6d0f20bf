namespace Reelsight.Analysis.LanguageModels;

/// <summary>What wrote an answer where a language model is configured.</summary>
public enum AnswerWriter
{
    /// <summary>The language model.</summary>
    LanguageModel,

    /// <summary>The rules of this library, because the model's answer could not be used.</summary>
    Composer,
}
