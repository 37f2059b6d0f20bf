namespace Reelsight.Storage;

/// <summary>What a fact of the evidence timeline is about.</summary>
public enum EvidenceKind
{
    /// <summary>A tracked object; <see cref="Evidence.Text"/> is its label.</summary>
    Object,

    /// <summary>A spoken phrase; <see cref="Evidence.Text"/> is what was said.</summary>
    Speech,

    /// <summary>A line written on screen; <see cref="Evidence.Text"/> is what it reads.</summary>
    OnScreenText,
}

/// <summary>
/// One fact a describer found: what, when (seconds on the video's timeline, half-open) and how sure the model was.
/// A confidence is a model's own (0-1) or absent.
/// </summary>
public sealed record Evidence
{
    /// <summary>What the fact is about.</summary>
    public required EvidenceKind Kind { get; init; }

    /// <summary>Label, spoken words or written line.</summary>
    public required string Text { get; init; }

    /// <summary>Start, seconds, inclusive.</summary>
    public required double StartSec { get; init; }

    /// <summary>End, seconds, exclusive.</summary>
    public required double EndSec { get; init; }

    /// <summary>The model's own confidence, 0-1, or absent.</summary>
    public double? Confidence { get; init; }

    /// <summary>The describer and version that found it.</summary>
    public required string Source { get; init; }

    /// <summary>For objects: where it was at each sampled frame. Empty otherwise.</summary>
    public IReadOnlyList<Sighting> Sightings { get; init; } = [];

    /// <summary>
    /// For objects: what else the detector took it for, surest first. A search for one of these finds it, at that confidence.
    /// </summary>
    public IReadOnlyList<AlternativeLabel> Alternatives { get; init; } = [];

    /// <summary>For objects: colour names that cover a notable share of it, most first.</summary>
    public IReadOnlyList<string> Colours { get; init; } = [];

    /// <summary>For objects: whether it moved within the picture.</summary>
    public bool Moving { get; init; }
}

/// <summary>Another label for an object, with the detector's own mean confidence in it (0-1) over the object's sightings.</summary>
public readonly record struct AlternativeLabel(string Label, double Confidence);

/// <summary>
/// One observation of a tracked object: time in seconds, box in parts of the picture (0-1, top-left origin), detector score.
/// </summary>
public readonly record struct Sighting(double TimeSec, float X, float Y, float Width, float Height, float Score);

/// <summary>A stretch of 2-10 s of a video aligned to its shots; half-open seconds. The unit that vectors and hits belong to.</summary>
/// <param name="StartSec">Inclusive.</param>
/// <param name="EndSec">Exclusive.</param>
/// <param name="Thumbnail">Blob key of a picture from the clip, if there is one.</param>
public sealed record Clip(double StartSec, double EndSec, string? Thumbnail)
{
    /// <summary>What the clip is likely to show, likeliest first; only what is likely enough to be worth keeping.</summary>
    public IReadOnlyList<ClipTag> Tags { get; init; } = [];
}

/// <summary>
/// A name of the joint space, with the model's own probability (0-1) that the clip shows it rather than any of the other names.
/// </summary>
public readonly record struct ClipTag(string Name, float Probability);

/// <summary>What a set of vectors stands for, row by row.</summary>
public enum VectorUnit
{
    /// <summary>Row n is clip n.</summary>
    Clip,

    /// <summary>Row n is evidence n (rows of other kinds than speech and on-screen text are zero).</summary>
    Evidence,
}

/// <summary>
/// Vectors of one space, one row a unit, L2-normalised, row-major. A row of zeros means "nothing to say here".
/// </summary>
/// <param name="Space">The encoder and version that made them; vectors of two spaces are never compared.</param>
/// <param name="Unit">What a row stands for.</param>
/// <param name="Dimension">Numbers in a row.</param>
/// <param name="Values">Rows × dimension floats.</param>
public sealed record VectorSet(string Space, VectorUnit Unit, int Dimension, float[] Values);

/// <summary>Vectors of single frames, L2-normalised, row-major, in order of time.</summary>
/// <param name="Space">As for <see cref="VectorSet"/>.</param>
/// <param name="Dimension">Numbers in a row.</param>
/// <param name="TimesSec">When each frame is shown.</param>
/// <param name="Values">Frames × dimension floats.</param>
public sealed record FrameVectorSet(string Space, int Dimension, IReadOnlyList<double> TimesSec, float[] Values);

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
    /// The frames that were looked at; kept apart, so it is null in what is read back: see <see cref="IDescriptionStore.ReadFramesAsync"/>.
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
