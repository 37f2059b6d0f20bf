namespace Reelsight.Media.Shots;

/// <summary>How a shot begins.</summary>
public enum ShotTransition
{
    /// <summary>It is the file's first.</summary>
    Start,

    /// <summary>A hard cut: its first frame is the first one of the new shot.</summary>
    Cut,

    /// <summary>A dissolve or fade; the boundary is its middle.</summary>
    Gradual,
}
