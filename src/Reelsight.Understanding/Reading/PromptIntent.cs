namespace Reelsight.Understanding.Reading;

/// <summary>What kind of answer is asked for.</summary>
internal enum IntentKind
{
    /// <summary>What happens, as a whole.</summary>
    Summary,

    /// <summary>A title.</summary>
    Title,

    /// <summary>Topics or keywords.</summary>
    Topics,

    /// <summary>Hashtags.</summary>
    Hashtags,

    /// <summary>Chapters.</summary>
    Chapters,

    /// <summary>The moments that stand out.</summary>
    Highlights,

    /// <summary>What things there are.</summary>
    Objects,

    /// <summary>How many there are of something.</summary>
    Count,

    /// <summary>Whether something is there or happens.</summary>
    Presence,

    /// <summary>When something is there or happens.</summary>
    When,

    /// <summary>What colour something has.</summary>
    Colour,

    /// <summary>What is said.</summary>
    Speech,

    /// <summary>What is written.</summary>
    OnScreenText,

    /// <summary>How many shots there are, and where they change.</summary>
    Shots,

    /// <summary>How long the video is.</summary>
    Duration,

    /// <summary>Where in the picture something is.</summary>
    Position,

    /// <summary>What is known about something.</summary>
    Details,

    /// <summary>Something that the describers cannot know; <see cref="PromptIntent.Unanswerable"/> names it.</summary>
    Unanswerable,
}

/// <summary>One thing that a prompt asks.</summary>
/// <param name="Kind">The kind of answer.</param>
/// <param name="Query">What it is about.</param>
/// <param name="Unanswerable">For what cannot be known: a noun phrase for it.</param>
internal sealed record PromptIntent(IntentKind Kind, EvidenceQuery Query, string? Unanswerable = null);

/// <summary>How the answer shall look.</summary>
internal sealed record AnswerStyle
{
    /// <summary>At most so many sentences or items, or null.</summary>
    public int? MaxSentences { get; init; }

    /// <summary>At most so many words, or null.</summary>
    public int? MaxWords { get; init; }

    /// <summary>One item a line.</summary>
    public bool IsList { get; init; }

    /// <summary>Items with numbers.</summary>
    public bool IsNumbered { get; init; }
}

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
