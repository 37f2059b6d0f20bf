using Reelsight.Media.Probe;

namespace Reelsight.Media.Audio;

/// <summary>What decoding the audio found; complete when every chunk has been read.</summary>
public sealed record AudioDecoderResult
{
    /// <summary>Below this level in every second a track counts as silent; the noise of a cheap recorder lies above.</summary>
    public const float SilenceDb = -60;

    /// <summary>The stream that was decoded; null when the file has none or none can be decoded.</summary>
    public required AudioStreamInfo? Stream { get; init; }

    /// <summary>Samples delivered at 16 kHz.</summary>
    public required long SampleCount { get; init; }

    /// <summary>Loudness (RMS) of each second from the origin in dB of full scale, at least -120.</summary>
    public required IReadOnlyList<float> LoudnessDb { get; init; }

    /// <summary>How often the decoder reported damaged data and went on.</summary>
    public required int DamageCount { get; init; }

    /// <summary>Length of the audio from the origin, seconds.</summary>
    public double DurationSec => (double)SampleCount / AudioDecoder.SampleRate;

    /// <summary>True when no second is louder than <see cref="SilenceDb"/>, or there is no audio at all.</summary>
    public bool IsSilent => LoudnessDb.All(db => db < SilenceDb);
}
