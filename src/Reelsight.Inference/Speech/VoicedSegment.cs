namespace Reelsight.Inference.Speech;

/// <summary>A range of an audio track in which somebody speaks.</summary>
/// <param name="StartSec">Start, in seconds from the first sample fed to the stream.</param>
/// <param name="EndSec">End, exclusive, in the same seconds.</param>
public readonly record struct VoicedSegment(double StartSec, double EndSec)
{
    /// <summary>Length in seconds.</summary>
    public double DurationSec => EndSec - StartSec;
}
