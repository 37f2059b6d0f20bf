namespace Reelsight.Analysis.Prompts;

/// <summary>A prompt, read.</summary>
internal sealed record PromptPlan
{
    /// <summary>What is asked, in order; never empty.</summary>
    public required IReadOnlyList<PromptIntent> Intents { get; init; }

    /// <summary>How the answer shall look.</summary>
    public required AnswerStyle Style { get; init; }

    /// <summary>The stretch that is asked about, seconds; ends of the video where they are not given.</summary>
    public (double? StartSec, double? EndSec)? Window { get; init; }

    /// <summary>Seconds before the end at which the stretch starts ("the last 10 seconds").</summary>
    public double? LastSec { get; init; }

    /// <summary>A language other than English that the answer shall be in, or null.</summary>
    public string? AnswerLanguage { get; init; }

    /// <summary>The language of the prompt when that is not English: nothing else of it was read.</summary>
    public string? UnreadLanguage { get; init; }
}
