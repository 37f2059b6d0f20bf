namespace Reelsight.Analysis.Prompts;

/// <summary>What a queried object does.</summary>
internal enum QueryAction
{
    /// <summary>Come into view.</summary>
    Appears,

    /// <summary>Go out of view.</summary>
    Disappears,

    /// <summary>Change its place.</summary>
    Moves,

    /// <summary>Stay where it is.</summary>
    Rests,

    /// <summary>Be said.</summary>
    Speech,

    /// <summary>Appear as on-screen text.</summary>
    OnScreenText,

    /// <summary>One shot gives way to the next.</summary>
    SceneChange,
}
