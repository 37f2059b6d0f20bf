using Reelsight.Core;
using Reelsight.Search.Lexicon;

namespace Reelsight.Search.Ranking;

/// <summary>
/// How likely each kind of evidence is to be right about a part of a query, 0-1. What could be judged on labelled data follows
/// <see cref="ScoreCalibration"/>; the rest are factors and constants that were chosen, and say so by standing here.
/// </summary>
internal static class EvidenceWeights
{
    /// <summary>A title that has the word, and nothing else.</summary>
    public const float Title = 0.4f;

    /// <summary>What a title adds to other evidence when it agrees.</summary>
    public const float TitleBonus = 0.1f;

    /// <summary>From here on, evidence that answers outright is sure enough for high confidence.</summary>
    public const float MinHighConfidence = 0.66f;

    /// <summary>
    /// How descriptions fit was judged on photos like those the space was trained on. On other footage it says much less: on the sample
    /// clips the right one came first in half of the cases. Nothing tells the two apart, so half is believed.
    /// </summary>
    public const float OutOfDomainFactor = 0.5f;

    // One right answer among so many, at least and at most: the smallest and the largest sets that the odds were checked on.
    private const int MinDistractors = 100;
    private const int MaxDistractors = 1000;

    /// <summary>The colour covers a notable share of the object but is not its first.</summary>
    public const float SecondaryColour = 0.9f;

    /// <summary>Nobody can say which colour the object has.</summary>
    public const float UnknownColour = 0.5f;

    /// <summary>The object moves though it should stand, or the other way round.</summary>
    public const float MovementMismatch = 0.7f;

    /// <summary>More objects than the number asked for.</summary>
    public const float CountExceeded = 0.8f;

    /// <summary>The object is not quite where or as large as asked.</summary>
    public const float PartialPlacement = 0.8f;

    /// <summary>Words that were looked for in the place of those typed, which nobody said or wrote.</summary>
    public const float SpellingCorrected = 0.8f;

    /// <summary>What can be measured, and was, when nothing else is asked for.</summary>
    public const float Measured = 0.7f;

    /// <summary>A measure that only suggests what was asked: a dark picture for a night.</summary>
    public const float Indirect = 0.6f;

    /// <summary>That something was not found, when nothing else is asked for: it may have been missed.</summary>
    public const float Absence = 0.4f;

    /// <summary>What a restriction alone is worth.</summary>
    public static (MatchLevel Answer, float Strength) ForConstraints(IEnumerable<Query.QueryConstraint> all) =>
        all.Select(one =>
                one.Condition is null or Query.MeasuredCondition.NoSpeech ? (MatchLevel.Partial, Absence)
                : one.MaxConfidence < Confidence.High ? (MatchLevel.Partial, Indirect)
                : (MatchLevel.Full, Measured)
            )
            .Min();

    /// <summary>One object where the plural was used.</summary>
    public const float SingleForPlural = 0.9f;

    /// <summary>A detector's score, 0-1.</summary>
    public static float ForDetectorScore(float score) => ScoreCalibration.Default.ForDetectorScore(score);

    /// <summary>The object is likelier something else.</summary>
    public const float AlternativeLabel = 0.85f;

    /// <summary>How the word relates to the label.</summary>
    public static float ForLabelRelation(LabelRelation relation) =>
        relation switch
        {
            LabelRelation.Same => 1f,
            LabelRelation.MoreSpecific or LabelRelation.MoreGeneral => 0.95f,
            LabelRelation.Part => 0.8f,
            LabelRelation.UsedFor => 0.7f,
            _ => 0.49f, // a best guess, however sure the detector is
        };

    /// <summary>Words found in a phrase or line, by BM25 over that of the best line.</summary>
    public static float ForKeywordRank(float rank) => 0.85f + 0.1f * rank;

    /// <summary>Share of a picture's things, by their scores, that has to be seen.</summary>
    public const double MinSharedObjects = 0.5;

    /// <summary>What looks alike shows other things, as far as they have names: only the background is the same.</summary>
    public const float DifferentObjects = 0.5f;

    /// <summary>
    /// Most of the things that a picture shows, the more alike the better: never more than a best guess, because most things of a kind are
    /// not the one in the picture.
    /// </summary>
    public static float ForSharedObjects(double share, double cosine) => (float)(0.3 * share + 0.14 * Math.Clamp(cosine, 0, 1));

    /// <summary>A clip that looks like a picture, from the floor up.</summary>
    public static float ForVisualSimilarity(double cosine, double floor) =>
        (float)(0.5 + 0.45 * Math.Clamp((cosine - floor) / (1 - floor), 0, 1));

    /// <summary>A name that the whole picture is likely to have.</summary>
    public static float ForName(float probability) => ScoreCalibration.Default.ForName(probability);

    /// <summary>A clip that fits a description better than chance.</summary>
    /// <param name="fit">Standard deviations above unrelated pictures.</param>
    /// <param name="clips">How many clips there are that may fit by chance.</param>
    public static float ForDescription(double fit, int clips) =>
        OutOfDomainFactor * ScoreCalibration.Default.ForDescription(fit, Math.Clamp(clips, MinDistractors, MaxDistractors));

    /// <summary>A clip that shows such a scene as a picture, from the floor up: never more than a best guess by itself.</summary>
    public static float ForScene(double fit, double floor) => (float)(0.3 + (0.14 * Math.Clamp((fit - floor) / 2, 0, 1)));

    /// <summary>
    /// Similar meaning. Lines of speech resemble one another less than the captions do that it was judged on, so the fewest others count.
    /// </summary>
    public static float ForSemanticSimilarity(double cosine) => ScoreCalibration.Default.ForSemanticSimilarity(cosine, MinDistractors);
}
