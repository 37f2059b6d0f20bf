using Reelsight.Core.Descriptions;

namespace Reelsight.Pipeline.Describing;

/// <summary>What one pass over the sound found.</summary>
public sealed record AudioDescription
{
    /// <summary>Spoken phrases.</summary>
    public required IReadOnlyList<Evidence> Phrases { get; init; }

    /// <summary>Whether anything audible is there at all.</summary>
    public required bool Audible { get; init; }

    /// <summary>Loudness of each second, dB of full scale; empty without a sound track.</summary>
    public required IReadOnlyList<float> LoudnessDb { get; init; }

    /// <summary>Where the sound ends, seconds; 0 without a sound track.</summary>
    public required double EndSec { get; init; }
}
