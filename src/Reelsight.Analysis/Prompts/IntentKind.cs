namespace Reelsight.Analysis.Prompts;

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
