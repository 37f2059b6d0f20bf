namespace Reelsight.Media;

/// <summary>How a shot begins.</summary>
public enum ShotTransition
{
    /// <summary>It is the file's first.</summary>
    Start,

    /// <summary>A hard cut: its first frame is the first of the new picture.</summary>
    Cut,

    /// <summary>A dissolve or fade; the boundary is its middle.</summary>
    Gradual,
}

/// <summary>One uninterrupted view.</summary>
/// <param name="Range">Half-open range on the presentation timeline; shots cover the file without gaps.</param>
/// <param name="FirstFrame">Exact raw timestamp of the shot's first frame.</param>
/// <param name="Transition">How the shot begins.</param>
public sealed record Shot(TimeRange Range, MediaTime FirstFrame, ShotTransition Transition);
