namespace Reelsight.Analysis.Facts;

/// <summary>What a fact states.</summary>
public enum FactKind
{
    /// <summary>A thing is in view; <see cref="Fact.Text"/> names it: "a white car".</summary>
    Visible,

    /// <summary>A thing comes into view, in the middle of the picture.</summary>
    Appears,

    /// <summary>A thing is no longer seen, and was last seen in the middle of the picture.</summary>
    Disappears,

    /// <summary>A thing comes in over an edge of the picture.</summary>
    Enters,

    /// <summary>A thing goes out over an edge of the picture.</summary>
    Leaves,

    /// <summary>A thing changes its place in the picture.</summary>
    Moves,

    /// <summary>A thing that moved stays where it is.</summary>
    Stops,

    /// <summary>So many of each kind are in view: "two people and a car".</summary>
    Count,

    /// <summary>Somebody says this.</summary>
    Speech,

    /// <summary>This is written in the picture.</summary>
    OnScreenText,

    /// <summary>One shot gives way to the next.</summary>
    SceneChange,

    /// <summary>Somebody speaks, without longer pauses; who is not known.</summary>
    Speaks,

    /// <summary>Lines of writing come into the picture.</summary>
    TextAppears,

    /// <summary>A shot looks like an earlier one.</summary>
    RepeatedScene,

    /// <summary>The picture as a whole is likely to show this; <see cref="Fact.Text"/> is a name of the joint space: "kitchen".</summary>
    LooksLike,

    /// <summary>The sound track has next to no sound.</summary>
    Silence,

    /// <summary>The sound track is much louder than it mostly is.</summary>
    Loud,
}
