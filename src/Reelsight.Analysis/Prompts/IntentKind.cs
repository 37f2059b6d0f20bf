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

    /// <summary>Which objects are in view.</summary>
    Objects,

    /// <summary>How many there are of something.</summary>
    Count,

    /// <summary>Whether something is there or happens.</summary>
    Presence,

    /// <summary>When something is there or happens.</summary>
    When,

    /// <summary>What colour something has.</summary>
    Colour,

    /// <summary>Speech.</summary>
    Speech,

    /// <summary>On-screen text.</summary>
    OnScreenText,

    /// <summary>How many shots there are, and where they change.</summary>
    Shots,

    /// <summary>How long the video is.</summary>
    Duration,

    /// <summary>The position of an object in the image.</summary>
    Position,

    /// <summary>All facts about something.</summary>
    Details,

    /// <summary>Something that no model here recognises; <see cref="PromptIntent.Unanswerable"/> names it.</summary>
    Unanswerable,
}
