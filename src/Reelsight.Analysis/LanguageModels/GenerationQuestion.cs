using Reelsight.Analysis.Facts;

namespace Reelsight.Analysis.LanguageModels;

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
