using Reelsight.Core.Embeddings;

namespace Reelsight.Core.Descriptions;

/// <summary>Everything the models found in one media content: the input of search, embeddings and analysis.</summary>
public sealed record MediaDescription
{
    /// <summary>
    /// The joint space and the version of the models it was made with, see <see cref="VisualSpaceName"/>; only contents of one space are
    /// searched together.
    /// </summary>
    public string Space { get; init; } = "";

    /// <summary>
    /// Why its frames could not be embedded in the space, in one sentence. Stored apart from the description, so null in one that is read
    /// back.
    /// </summary>
    public string? Failure { get; init; }

    /// <summary>The clips in order of time, without gaps or overlap.</summary>
    public required IReadOnlyList<Clip> Clips { get; init; }

    /// <summary>The evidence in order of its start.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>The embeddings: one set for each space and unit.</summary>
    public required IReadOnlyList<VectorSet> Vectors { get; init; }

    /// <summary>
    /// Embeddings of the sampled frames. Stored apart from the description, so null in one that is read back.
    /// </summary>
    public FrameVectorSet? Frames { get; init; }

    /// <summary>Whether there is an audio track that is not silent.</summary>
    public required bool HasAudio { get; init; }

    /// <summary>
    /// Times of the shot boundaries in seconds, ascending; empty for a single shot, for audio files, and where they were not stored.
    /// </summary>
    public IReadOnlyList<double> CutsSec { get; init; } = [];

    /// <summary>
    /// Loudness (RMS) of each second of the audio track in dB of full scale; empty without a track or where it was not measured.
    /// </summary>
    public IReadOnlyList<float> LoudnessDb { get; init; } = [];

    /// <summary>
    /// Brightness of each second of the video: mean luma without black bars, 0-1; empty for audio files or where it was not measured.
    /// </summary>
    public IReadOnlyList<float> Brightness { get; init; } = [];
}
