namespace Reelsight.Analysis.Facts;

/// <summary>What a fact states.</summary>
public enum FactKind
{
    /// <summary>An object is in view; <see cref="Fact.Text"/> names it: "a white car".</summary>
    Visible,

    /// <summary>An object appears inside the image.</summary>
    Appears,

    /// <summary>An object disappears inside the image.</summary>
    Disappears,

    /// <summary>An object enters over an edge of the image.</summary>
    Enters,

    /// <summary>An object leaves over an edge of the image.</summary>
    Leaves,

    /// <summary>An object moves within the image.</summary>
    Moves,

    /// <summary>A moving object comes to rest.</summary>
    Stops,

    /// <summary>So many of each kind are in view: "two people and a car".</summary>
    Count,

    /// <summary>A line of speech.</summary>
    Speech,

    /// <summary>A line of on-screen text.</summary>
    OnScreenText,

    /// <summary>One shot gives way to the next.</summary>
    SceneChange,

    /// <summary>Speech without longer pauses, by an unknown speaker.</summary>
    Speaks,

    /// <summary>Lines of on-screen text appear.</summary>
    TextAppears,

    /// <summary>A shot looks like an earlier one.</summary>
    RepeatedScene,

    /// <summary>The image as a whole is likely to show this; <see cref="Fact.Text"/> is a name of the joint space: "kitchen".</summary>
    LooksLike,

    /// <summary>The audio track has next to no audio.</summary>
    Silence,

    /// <summary>The audio track is much louder than it mostly is.</summary>
    Loud,
}
