namespace Reelsight.Media.Shots;

/// <summary>
/// When a change between frames counts as a new shot. The defaults hold for the tests' clips and leave camera motion, cars and exposure
/// changes in real footage alone.
/// </summary>
public sealed record ShotDetectorOptions
{
    /// <summary>Smallest step that is a cut, however still the frames around it are.</summary>
    public float MinCutStep { get; init; } = 0.07f;

    /// <summary>A cut is this many times stronger than the steps around it, so that shaking and action are none.</summary>
    public float MinCutRatio { get; init; } = 3;

    /// <summary>Share of a cut's step that must still be there 0.2 s later; after a flash it is not.</summary>
    public float MinLastingShare { get; init; } = 0.5f;

    /// <summary>Smallest change over a second for a dissolve or fade.</summary>
    public float MinGradualDrift { get; init; } = 0.12f;

    /// <summary>How far the middle of a dissolve may be from the average of its ends.</summary>
    public float MaxGradualBlend { get; init; } = 0.2f;

    /// <summary>Shortest shot in seconds; of two boundaries closer than this the stronger stays.</summary>
    public double MinShotSec { get; init; } = 0.5;
}
