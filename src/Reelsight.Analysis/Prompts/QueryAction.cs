namespace Reelsight.Analysis.Prompts;

/// <summary>What a thing that is asked for shall do.</summary>
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

    /// <summary>Be written in the picture.</summary>
    OnScreenText,

    /// <summary>One shot gives way to the next.</summary>
    SceneChange,
}
