using Reelsight.Core.Descriptions;

namespace Reelsight.Analysis.Facts;

/// <summary>
/// One thing that is known about a video: what, when (half-open seconds), by which source, and how sure the model was. A fact that
/// rests on several observations has the lowest of their confidences; one that rests on no model's score has none.
/// </summary>
public sealed record Fact
{
    /// <summary>
    /// Confidence below which facts are more likely wrong than right: they are given only when asked for, as a possibility.
    /// </summary>
    public const double MinCertainConfidence = 0.5;

    /// <summary>
    /// The same for what an image looks like: that probability is one among a few hundred names, and most images show none of them. Of
    /// the known clips' wrong names the likeliest has 0.82.
    /// </summary>
    public const double MinCertainSceneProbability = 0.9;

    /// <summary>What it states.</summary>
    public required FactKind Kind { get; init; }

    /// <summary>The fact in words: a clause, a noun phrase, a transcript or on-screen text.</summary>
    public required string Text { get; init; }

    /// <summary>Start, seconds, inclusive.</summary>
    public required double StartSec { get; init; }

    /// <summary>End, seconds, exclusive.</summary>
    public required double EndSec { get; init; }

    /// <summary>The describer and version that it comes from.</summary>
    public required string Source { get; init; }

    /// <summary>The model's confidence, 0-1, or absent.</summary>
    public double? Confidence { get; init; }

    /// <summary>The label of the object it is about, if it is about one.</summary>
    public string? Label { get; init; }

    /// <summary>The name of that object in answers: its label, or a more general word where several labels compete.</summary>
    public string? Name { get; init; }

    /// <summary>Number of the object it is about, equal for all facts about that object; -1 when it is about none.</summary>
    public int ObjectNumber { get; init; } = -1;

    /// <summary>Colour names of the object, the largest share first.</summary>
    public IReadOnlyList<string> Colours { get; init; } = [];

    /// <summary>For a visible person: posture and clothes; null where nobody looked.</summary>
    public BodyDescription? Body { get; init; }

    /// <summary>Other labels that the detector gave the object.</summary>
    public IReadOnlyList<AlternativeLabel> Alternatives { get; init; } = [];

    /// <summary>Where it was seen.</summary>
    public IReadOnlyList<Sighting> Sightings { get; init; } = [];

    /// <summary>For a count: how many of which.</summary>
    public IReadOnlyList<ObjectCount> ObjectCounts { get; init; } = [];

    /// <summary>For a movement: where to, as a phrase; for coming and going: over which edge.</summary>
    public string? Direction { get; init; }

    /// <summary>Whether the model was likelier wrong than right.</summary>
    public bool IsDoubtful => Confidence < (Kind == FactKind.LooksLike ? MinCertainSceneProbability : MinCertainConfidence);

    /// <summary>Length in seconds.</summary>
    public double LengthSec => EndSec - StartSec;

    /// <summary>Whether the two ranges share any time.</summary>
    public bool Overlaps(double startSec, double endSec) => StartSec < endSec && startSec < EndSec;
}
