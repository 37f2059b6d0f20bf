using Reelsight.Core.Descriptions;

namespace Reelsight.Pipeline.Describing;

/// <summary>Output of the audio stage: what was found in the audio track.</summary>
public sealed record AudioDescription
{
    /// <summary>Spoken phrases, in order.</summary>
    public required IReadOnlyList<Evidence> Phrases { get; init; }

    /// <summary>Whether the track is not silent.</summary>
    public required bool Audible { get; init; }

    /// <summary>Loudness (RMS) of each second, dB of full scale; empty without an audio track.</summary>
    public required IReadOnlyList<float> LoudnessDb { get; init; }

    /// <summary>End of the audio, seconds; 0 without an audio track.</summary>
    public required double EndSec { get; init; }
}
