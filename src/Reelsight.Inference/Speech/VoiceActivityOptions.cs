namespace Reelsight.Inference.Speech;

/// <summary>How speech probabilities become <see cref="VoicedSegment"/>s. The defaults suit mixed footage: short pauses
/// separate segments, single noisy windows neither start nor end one.</summary>
public sealed record VoiceActivityOptions
{
    /// <summary>A window at or above this speech probability (0..1) starts a segment.</summary>
    public float StartProbability { get; init; } = 0.5f;

    /// <summary>A segment goes on until windows fall below this probability. Lower than <see cref="StartProbability"/>, so
    /// that a soft syllable does not end it.</summary>
    public float EndProbability { get; init; } = 0.35f;

    /// <summary>Shorter bursts are dropped, in seconds before padding.</summary>
    public double MinSpeechSec { get; init; } = 0.19;

    /// <summary>A segment ends once it has been quiet for this long, in seconds.</summary>
    public double MinSilenceSec { get; init; } = 0.16;

    /// <summary>Each segment is widened by this much on both sides; at most half of <see cref="MinSilenceSec"/>, so that
    /// neighbours never overlap.</summary>
    public double PadSec { get; init; } = 0.08;
}
