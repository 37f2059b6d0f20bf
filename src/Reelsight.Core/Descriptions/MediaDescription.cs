using Reelsight.Core.Embeddings;

namespace Reelsight.Core.Descriptions;

/// <summary>Everything the describers found in one content: what search, embeddings and evidence read.</summary>
public sealed record MediaDescription
{
    /// <summary>The visual space, with the describers' version, that it was described for: what is searched as one.</summary>
    public string Space { get; init; } = "";

    /// <summary>
    /// Why its picture could not be placed in the space, in one sentence; kept apart, so it is null in what is read back.
    /// </summary>
    public string? Failure { get; init; }

    /// <summary>In order, without gaps or overlap.</summary>
    public required IReadOnlyList<Clip> Clips { get; init; }

    /// <summary>In order of start.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>One set for each space and unit.</summary>
    public required IReadOnlyList<VectorSet> Vectors { get; init; }

    /// <summary>
    /// The frames that were looked at; kept apart, so it is null in what is read back.
    /// </summary>
    public FrameVectorSet? Frames { get; init; }

    /// <summary>Whether a sound track with anything audible exists.</summary>
    public required bool HasAudio { get; init; }

    /// <summary>
    /// Where one shot gives way to the next, seconds, in order; empty for one shot, for sound alone, and where it was not kept.
    /// </summary>
    public IReadOnlyList<double> CutsSec { get; init; } = [];

    /// <summary>
    /// Loudness (RMS) of each second of the sound track in dB of full scale; empty without a track or where it was not measured.
    /// </summary>
    public IReadOnlyList<float> LoudnessDb { get; init; } = [];

    /// <summary>
    /// Brightness of each second of the picture, its mean luma without black bars, 0-1; empty without a picture or where it was not
    /// measured.
    /// </summary>
    public IReadOnlyList<float> Brightness { get; init; } = [];
}
