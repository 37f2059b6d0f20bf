namespace Reelsight.Inference.Speech;

/// <summary>How a sound track is cut into phrases.</summary>
public sealed record StreamingTranscriberOptions
{
    /// <summary>How voice activity is judged.</summary>
    public VoiceActivityOptions VoiceActivity { get; init; } = new();

    /// <summary>A pause at least this long, in seconds, always separates phrases.</summary>
    public double MinPhrasePauseSec { get; init; } = 1;

    /// <summary>Stretches of speech with shorter pauses are joined while the phrase stays within this length, in
    /// seconds; beyond it, the longest of those pauses separates.</summary>
    public double TargetPhraseSec { get; init; } = 8;

    /// <summary>Speech without any pause is cut at this length, at the quietest place in its second half; in seconds, at
    /// most <see cref="SpeechRecognizer.MaxSec"/>.</summary>
    public double MaxPhraseSec { get; init; } = 12;

    /// <summary>A text in which the model itself trusts less than this (see <see cref="Transcript.Confidence"/>) is dropped:
    /// laughter, music and noise that passed for a voice come out as such texts.</summary>
    public double MinConfidence { get; init; } = 0.4;
}
