namespace Reelsight.Core.Descriptions;

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
