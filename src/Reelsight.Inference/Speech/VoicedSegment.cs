namespace Reelsight.Inference.Speech;

/// <summary>A stretch of sound in which somebody speaks.</summary>
/// <param name="StartSec">First instant, in seconds from the first sample fed to the stream.</param>
/// <param name="EndSec">First instant after the stretch (the range is half-open), in the same seconds.</param>
public readonly record struct VoicedSegment(double StartSec, double EndSec)
{
    /// <summary>Length in seconds.</summary>
    public double DurationSec => EndSec - StartSec;
}
