namespace Reelsight.Analysis.LanguageModels;

/// <summary>Who wrote an answer where a language model is configured.</summary>
/// <param name="Writer">What wrote it.</param>
/// <param name="Model">Name of the configured model.</param>
/// <param name="IsRepaired">Whether the model's first answer was invalid and it corrected it.</param>
/// <param name="ImageCount">Images that the model was shown.</param>
/// <param name="Reason">A sentence on why the model's answer is missing or incomplete; null when it is neither.</param>
public sealed record AnswerProvenance(AnswerWriter Writer, string Model, bool IsRepaired = false, int ImageCount = 0, string? Reason = null)
{
    /// <summary>The model wrote all of it.</summary>
    public static AnswerProvenance FromModel(string model, bool isRepaired = false, int imageCount = 0) =>
        new(AnswerWriter.LanguageModel, model, isRepaired, imageCount);

    /// <summary>The model began the answer and failed before its end.</summary>
    public static AnswerProvenance FromInterruptedModel(string model, string reason) =>
        new(AnswerWriter.LanguageModel, model, Reason: reason);

    /// <summary>The composer wrote it because the model could not.</summary>
    public static AnswerProvenance FromComposer(string model, string reason) => new(AnswerWriter.Composer, model, Reason: reason);
}
