namespace Reelsight.Core.Descriptions;

/// <summary>
/// One finding of a model: what, when (half-open, in seconds on the video's timeline) and with which confidence.
/// </summary>
public sealed record Evidence
{
    /// <summary>What was found: an object, speech or on-screen text.</summary>
    public required EvidenceKind Kind { get; init; }

    /// <summary>The object's label, the spoken words or the line of text.</summary>
    public required string Text { get; init; }

    /// <summary>Start, seconds, inclusive.</summary>
    public required double StartSec { get; init; }

    /// <summary>End, seconds, exclusive.</summary>
    public required double EndSec { get; init; }

    /// <summary>The model's confidence, 0-1; null when the model gives none.</summary>
    public double? Confidence { get; init; }

    /// <summary>Name and version of the model that found it.</summary>
    public required string Source { get; init; }

    /// <summary>For objects: the bounding box in each sampled frame. Empty otherwise.</summary>
    public IReadOnlyList<Sighting> Sightings { get; init; } = [];

    /// <summary>
    /// For objects: other labels the detector gave it, highest confidence first. A search for one of these finds the object, at that
    /// confidence.
    /// </summary>
    public IReadOnlyList<AlternativeLabel> Alternatives { get; init; } = [];

    /// <summary>For objects: names of its main colours, largest share first.</summary>
    public IReadOnlyList<string> Colours { get; init; } = [];

    /// <summary>For people: posture and clothes; null where no frame was looked at for them.</summary>
    public BodyDescription? Body { get; init; }

    /// <summary>For objects: whether it moved within the frame.</summary>
    public bool Moving { get; init; }
}
