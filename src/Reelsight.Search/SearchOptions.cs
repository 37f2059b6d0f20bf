using Reelsight.Inference.Embeddings;

namespace Reelsight.Search;

/// <summary>Thresholds and limits of search.</summary>
public sealed record SearchOptions
{
    /// <summary>
    /// The embedding spaces of passages (spoken phrases and on-screen text), newest first. A media content that was described by an earlier
    /// version is compared in the space of its own vectors until it is described anew. Of unrelated captions of photos 1.1 % and
    /// 2.3 % reach the thresholds, of those of the same photo 85 % and 74 %.
    /// </summary>
    public IReadOnlyList<TextSpace> TextSpaces { get; init; } =
    [new(MiniLmTextEncoder.SpaceName, MiniLmTextEncoder.Dimensions, 0.45), new(TextEncoder.SpaceName, TextEncoder.Dimensions, 0.55)];

    /// <summary>The embedding space of visual features, which tell how clips and images look.</summary>
    public string VisualFeatureSpace { get; init; } = Reelsight.Inference.Embeddings.VisualSimilaritySpace.Name;

    /// <summary>
    /// Minimum cosine of a clip that looks like an image. Two in a hundred thousand pairs of unrelated photos reach it for some edit of the
    /// image; the same footage reaches it after nearly every edit. The figures are in the decision on visual similarity.
    /// </summary>
    public double VisualSimilarityThreshold { get; init; } = 0.4;

    /// <summary>The same threshold for a clip in which the objects of the image are seen as well.</summary>
    public double VisualSimilarityThresholdWithObjects { get; init; } = 0.34;

    /// <summary>Minimum cosine of a clip that shows the same footage as an image, or the same scene from the same position.</summary>
    public double NearDuplicateThreshold { get; init; } = 0.55;

    /// <summary>
    /// By how much an edit of an image must be more similar to a clip than the image itself to be named in the explanation.
    /// </summary>
    public double EditMargin { get; init; } = 0.05;

    /// <summary>
    /// Minimum z-score of a clip that fits a description, in standard deviations above unrelated images
    /// (<see cref="JointQuery.ComputeZScore"/>): 1 unrelated image in 150 reaches it, and half of those that show what a sentence says.
    /// </summary>
    public double DescriptionThreshold { get; init; } = 2.9;

    /// <summary>
    /// Minimum z-score where clips are judged one by one and not ranked: 1 unrelated image in 1,100 reaches it, so with one right clip in a
    /// hundred, a clip that reaches it is more likely right than wrong. One in five that show what a sentence says reach it.
    /// </summary>
    public double StrictDescriptionThreshold { get; init; } = 3.8;

    /// <summary>
    /// Minimum z-score of a clip that shows the same kind of scene as an image: other scenes reached 3.6, clips of one scene had 5 and
    /// more.
    /// </summary>
    public double SceneThreshold { get; init; } = 4;

    /// <summary>Minimum probability of a class name of the joint space.</summary>
    public double NameThreshold { get; init; } = 0.2;

    /// <summary>Maximum number of clips that a description or an image finds in the joint space.</summary>
    public int MaxDescriptionClips { get; init; } = 50;

    /// <summary>Maximum number of clips that are shown as visually closest, where nothing is sure.</summary>
    public int MaxClosestClips { get; init; } = 8;

    /// <summary>How many of those may be of one video, so that others are seen as well.</summary>
    public int MaxClosestClipsOfVideo { get; init; } = 2;

    /// <summary>Maximum number of passages found by meaning.</summary>
    public int MaxSemanticPassages { get; init; } = 200;

    /// <summary>Maximum number of passages found by words.</summary>
    public int MaxKeywordPassages { get; init; } = 1000;

    /// <summary>Maximum number of clips found for one query image.</summary>
    public int MaxSimilarClips { get; init; } = 5000;

    /// <summary>Maximum number of moments in a result: what a person or an export may page through.</summary>
    public int MaxMoments { get; init; } = 500;

    /// <summary>Number of vectors from which a scan uses a second thread.</summary>
    public int MinParallelRows { get; init; } = 40_000;
}
