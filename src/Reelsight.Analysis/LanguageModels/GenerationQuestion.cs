using Reelsight.Analysis.Facts;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>A question about a video for a language model.</summary>
public sealed record GenerationQuestion
{
    /// <summary>The facts about the video, or about the window that is asked about.</summary>
    public required VideoTimeline Timeline { get; init; }

    /// <summary>The user's prompt.</summary>
    public required string Prompt { get; init; }

    /// <summary>Largest number of tokens of the answer.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>Sampling temperature, 0 to 1.</summary>
    public required double Temperature { get; init; }

    /// <summary>Key frames of the whole video, in order of time.</summary>
    public IReadOnlyList<KeyFrame> Frames { get; init; } = [];
}
