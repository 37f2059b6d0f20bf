using Reelsight.Understanding.Facts;
using Reelsight.Understanding.Tokens;

namespace Reelsight.Understanding.Generating;

/// <summary>A picture of the video that can be had.</summary>
/// <param name="TimeSec">When it is seen.</param>
/// <param name="ReadAsync">Reads the JPEG file; null when it is gone.</param>
public sealed record KeyFrame(double TimeSec, Func<CancellationToken, Task<byte[]?>> ReadAsync);

/// <summary>Something to ask a model about a video.</summary>
public sealed record GenerationQuestion
{
    /// <summary>What is known, or the window of it that is asked about.</summary>
    public required VideoTimeline Timeline { get; init; }

    /// <summary>The user's words.</summary>
    public required string Prompt { get; init; }

    /// <summary>Most tokens of the answer.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Temperature { get; init; }

    /// <summary>Pictures of the whole video, in order of time.</summary>
    public IReadOnlyList<KeyFrame> Frames { get; init; } = [];
}

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
