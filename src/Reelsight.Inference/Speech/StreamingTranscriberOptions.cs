namespace Reelsight.Inference.Speech;

/// <summary>How an audio track is split into phrases.</summary>
public sealed record StreamingTranscriberOptions
{
    /// <summary>How voice activity is judged.</summary>
    public VoiceActivityOptions VoiceActivity { get; init; } = new();

    /// <summary>A pause at least this long, in seconds, always separates phrases.</summary>
    public double MinPhrasePauseSec { get; init; } = 1;

    /// <summary>Voiced segments with shorter pauses are joined while the phrase stays within this length, in
    /// seconds; beyond it, the longest of those pauses separates.</summary>
    public double TargetPhraseSec { get; init; } = 8;

    /// <summary>Speech without a pause is split at this length, at the quietest point of its second half; in seconds, at
    /// most <see cref="SpeechRecognizer.MaxSec"/>.</summary>
    public double MaxPhraseSec { get; init; } = 12;

    /// <summary>A text with a lower confidence (see <see cref="Transcript.Confidence"/>) is dropped:
    /// laughter, music and noise taken for a voice give such texts.</summary>
    public double MinConfidence { get; init; } = 0.4;
}
