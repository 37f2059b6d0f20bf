using Reelsight.Core.Descriptions;

namespace Reelsight.Analysis.Facts;

/// <summary>One object of the video: the tracks that belong to it joined, cut where it was out of view.</summary>
internal sealed record ObjectInstance
{
    // From this share of the first label's weight on, another one is as good a name.
    private const double MinRivalShare = 0.5;

    // The same for one that things nearby are like, as the first label is not: what lies between broccoli and oranges is likelier an apple
    // than a ball.
    private const double MinContextualRivalShare = 0.25;

    // A colour that backgrounds and shade give to anything.
    private static readonly string[] DullColours = ["black", "grey"];

    public required int Number { get; init; }
    public required string Label { get; init; }
    public required string Source { get; init; }
    public required double StartSec { get; init; }
    public required double EndSec { get; init; }
    public required double? Confidence { get; init; }
    public required IReadOnlyList<Sighting> Sightings { get; init; }
    public required IReadOnlyList<string> Colours { get; init; }
    public required IReadOnlyList<AlternativeLabel> Alternatives { get; init; }
    public required bool IsMoving { get; init; }

    /// <summary>Posture and clothes of a person; null where nobody looked.</summary>
    public BodyDescription? Body { get; init; }

    /// <summary>Labels of objects recognised with confidence about the same time.</summary>
    public IReadOnlyList<string> NearbyLabels { get; init; } = [];

    /// <summary>Whether its confidence is high enough to speak of it unasked.</summary>
    public bool IsCertain => Confidence is null or >= Fact.MinCertainConfidence;

    /// <summary>
    /// What it is called: its label, unless the detector gave another one with at least half of the weight, or a quarter among its like;
    /// then the word for both ("vehicle" for a car or bus), or both where there is none ("sports ball or apple").
    /// </summary>
    public string Name
    {
        get
        {
            // A sighting's score is that of whichever label it had, and the best one of its own label is the most it can have had.
            var own = Math.Min(Confidence ?? 1, Sightings.Count > 0 ? Sightings.Average(s => s.Score) : 1);
            // People are taken for nothing else: what lies under the same box is what they wear or sit on.
            if (Label == "person")
            {
                return Label;
            }

            var rivals = Alternatives
                .Where(a =>
                    a.Label != "person" && a.Confidence >= (IsLikeNearbyObjects(a.Label) ? MinContextualRivalShare : MinRivalShare) * own
                )
                .OrderByDescending(a => a.Confidence)
                .Select(a => a.Label)
                .ToList();
            if (rivals.Find(r => ObjectCategories.FindCommon(Label, r) is not null) is { } mate)
            {
                return ObjectCategories.FindCommon(Label, mate)!;
            }
            // What crosses the image is seldom something that lies still by itself.
            return rivals.Find(r => !IsMoving || ObjectCategories.IsSelfMoving(r) || !ObjectCategories.IsSelfMoving(Label)) is { } other
                ? $"{Label} or {other}"
                : Label;
        }
    }

    private bool IsLikeNearbyObjects(string rival) =>
        NearbyLabels.Any(other =>
            ObjectCategories.FindCommon(rival, other) is not null && ObjectCategories.FindCommon(Label, other) is null
        );

    /// <summary>
    /// The colour to mention by default, or null: the one that covers most of it, unless that colour is common in shadows and surroundings.
    /// </summary>
    public string? SalientColour => Label == "person" || Colours.Count == 0 || DullColours.Contains(Colours[0]) ? null : Colours[0];

    /// <summary>
    /// The noun phrase for it: "a white car". Colours of people are those of their clothes and surroundings, and are given only when asked
    /// for.
    /// </summary>
    public string NounPhrase => NounPhrases.Singular(Name, SalientColour);
}
