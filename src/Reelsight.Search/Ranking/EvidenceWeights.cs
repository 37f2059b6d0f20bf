using Reelsight.Core;
using Reelsight.Search.Lexicon;

namespace Reelsight.Search.Ranking;

/// <summary>
/// The weight of each kind of evidence: how likely it is to be right about a term of a query, 0-1. Weights that could be measured on
/// labelled data come from <see cref="ScoreCalibration"/>; the others are the constants and factors chosen here.
/// </summary>
internal static class EvidenceWeights
{
    /// <summary>A word in the title, without other evidence.</summary>
    public const float Title = 0.4f;

    /// <summary>What a title adds to other evidence when it agrees.</summary>
    public const float TitleBonus = 0.1f;

    /// <summary>Minimum weight of a full match for high confidence.</summary>
    public const float MinHighConfidence = 0.66f;

    /// <summary>
    /// Factor for the z-scores of descriptions: they were calibrated on photos like those that the space was trained on. On other footage
    /// they mean much less: on the sample clips, the right one came first in half of the cases. The two cannot be told apart, so the weight
    /// is halved.
    /// </summary>
    public const float OutOfDomainFactor = 0.5f;

    // Sizes of the smallest and the largest set that the calibration was checked on.
    private const int MinDistractors = 100;
    private const int MaxDistractors = 1000;

    /// <summary>The colour covers a notable part of the object but is not its main colour.</summary>
    public const float SecondaryColour = 0.9f;

    /// <summary>The colour of the object is unknown.</summary>
    public const float UnknownColour = 0.5f;

    /// <summary>The object moves though it should stand still, or vice versa.</summary>
    public const float MovementMismatch = 0.7f;

    /// <summary>Nothing is known of how a person holds the body, or of the clothes.</summary>
    public const float UnknownBody = 0.5f;

    /// <summary>
    /// The weight of a posture: the share that captions agree with, of the photos whose captions name a posture of the whole body; half
    /// where there are too few of them.
    /// </summary>
    public static float ForPosture(string posture) =>
        posture switch
        {
            Core.Descriptions.Postures.Standing => 0.85f,
            Core.Descriptions.Postures.Sitting => 0.75f,
            _ => 0.5f,
        };

    /// <summary>More objects than the number asked for.</summary>
    public const float CountExceeded = 0.8f;

    /// <summary>The position or size of the object matches only partially.</summary>
    public const float PartialPlacement = 0.8f;

    /// <summary>Found by a corrected spelling, because the words as typed were not found.</summary>
    public const float SpellingCorrected = 0.8f;

    /// <summary>A measured condition alone.</summary>
    public const float Measured = 0.7f;

    /// <summary>A measured condition that only suggests what was asked for: a dark image for a night.</summary>
    public const float Indirect = 0.6f;

    /// <summary>The absence of something alone: it may have been missed.</summary>
    public const float Absence = 0.4f;

    /// <summary>The level and weight of constraints alone.</summary>
    public static (MatchLevel Answer, float Strength) ForConstraints(IEnumerable<Query.QueryConstraint> all) =>
        all.Select(one =>
                one.Condition is null or Query.MeasuredCondition.NoSpeech ? (MatchLevel.Partial, Absence)
                : one.MaxConfidence < Confidence.High ? (MatchLevel.Partial, Indirect)
                : (MatchLevel.Full, Measured)
            )
            .Min();

    /// <summary>One object when the query has the plural.</summary>
    public const float SingleForPlural = 0.9f;

    /// <summary>The weight of a detector's score, 0-1.</summary>
    public static float ForDetectorScore(float score) => ScoreCalibration.Default.ForDetectorScore(score);

    /// <summary>Found by an alternative label; another is more likely.</summary>
    public const float AlternativeLabel = 0.85f;

    /// <summary>
    /// Something of a wider kind was seen, a person for an astronaut: it may be one, and seldom is, when the word is a rare one.
    /// </summary>
    public const float WiderKind = 0.45f;

    /// <summary>The weight of the relation between a word and a label.</summary>
    public static float ForLabelRelation(LabelRelation relation) =>
        relation switch
        {
            LabelRelation.Same => 1f,
            LabelRelation.MoreGeneral => 0.95f,
            LabelRelation.MoreSpecific => WiderKind,
            LabelRelation.Part => 0.8f,
            LabelRelation.UsedFor => 0.7f,
            _ => 0.49f, // a guess, however certain the detector is
        };

    /// <summary>The weight of words found in a passage, by its relevance divided by that of the best passage.</summary>
    public static float ForKeywordRank(float rank) => 0.85f + 0.1f * rank;

    /// <summary>Minimum fraction of an image's objects, by their scores, that must be seen.</summary>
    public const double MinSharedObjects = 0.5;

    /// <summary>Factor when a similar clip shows other objects: perhaps only the background is the same.</summary>
    public const float DifferentObjects = 0.5f;

    /// <summary>
    /// The weight of seeing most of the objects of an image, more for similar clips. Never more than low confidence: most objects of a kind
    /// are not the one in the image.
    /// </summary>
    public static float ForSharedObjects(double share, double cosine) => (float)(0.3 * share + 0.14 * Math.Clamp(cosine, 0, 1));

    /// <summary>The weight of a clip that looks like an image, from the threshold up.</summary>
    public static float ForVisualSimilarity(double cosine, double floor) =>
        (float)(0.5 + 0.45 * Math.Clamp((cosine - floor) / (1 - floor), 0, 1));

    /// <summary>The weight of a class name of the joint space.</summary>
    public static float ForName(float probability) => ScoreCalibration.Default.ForName(probability);

    /// <summary>The weight of a clip that fits a description better than chance.</summary>
    /// <param name="fit">Standard deviations above unrelated images.</param>
    /// <param name="clips">Number of clips that may fit by chance.</param>
    public static float ForDescription(double fit, int clips) =>
        OutOfDomainFactor * ScoreCalibration.Default.ForDescription(fit, Math.Clamp(clips, MinDistractors, MaxDistractors));

    /// <summary>
    /// The weight of a clip that shows such a scene as an image, from the threshold up. Never more than low confidence by itself.
    /// </summary>
    public static float ForScene(double fit, double floor) => (float)(0.3 + (0.14 * Math.Clamp((fit - floor) / 2, 0, 1)));

    /// <summary>
    /// The weight of similar meaning. Passages of speech resemble one another less than the captions of the calibration do, so it is used
    /// as for the smallest set.
    /// </summary>
    /// <param name="space">Name of the text space.</param>
    /// <param name="cosine">Cosine of the two sentences in it.</param>
    public static float ForSemanticSimilarity(string space, double cosine) =>
        ScoreCalibration.Default.ForSemanticSimilarity(space, cosine, MinDistractors);
}
