using Reelsight.Inference.Embeddings;

namespace Reelsight.Search;

/// <summary>Settings of the search engine.</summary>
public sealed record SearchOptions
{
    /// <summary>The space of the vectors that spoken phrases and written lines have, and that queries are encoded into.</summary>
    public string TextSpace { get; init; } = TextEncoder.Space;

    /// <summary>The space of the vectors that tell how clips and pictures look.</summary>
    public string VisualFeatureSpace { get; init; } = Reelsight.Inference.Embeddings.VisualSimilaritySpace.Name;

    /// <summary>
    /// Cosine from which a phrase counts as similar in meaning. With the default encoder, paraphrases lie at 0.60-0.79 and unrelated
    /// sentences at 0.01-0.50.
    /// </summary>
    public double SemanticThreshold { get; init; } = 0.55;

    /// <summary>
    /// Cosine from which a clip looks like a picture. Two in a hundred thousand pairs of unrelated photos reach it in some edit of the
    /// picture; the same footage reaches it after nearly every edit. See the decision on look-alikes for the figures.
    /// </summary>
    public double VisualSimilarityThreshold { get; init; } = 0.4;

    /// <summary>The same for a clip in which the things of the picture are seen as well.</summary>
    public double VisualSimilarityThresholdWithObjects { get; init; } = 0.34;

    /// <summary>Cosine from which a clip shows the same footage as a picture, or the same scene from the same place.</summary>
    public double NearDuplicateThreshold { get; init; } = 0.55;

    /// <summary>By how much an edit of a picture has to be more like a clip than the picture itself for the clip to be called so.</summary>
    public double EditMargin { get; init; } = 0.05;

    /// <summary>
    /// How much better than unrelated pictures a clip has to fit a description, in standard deviations (<see cref="JointQuery.ComputeZScore"/>):
    /// 1 unrelated picture in 140 does, and half of those that show what a sentence says.
    /// </summary>
    public double DescriptionThreshold { get; init; } = 2.8;

    /// <summary>
    /// The same where nothing else is there to compare, and a clip either shows it or not: 1 unrelated picture in 1,100 does, so that of a
    /// hundred clips with one that shows it, what reaches this is likelier right than wrong. One in six that show what a sentence says do.
    /// </summary>
    public double StrictDescriptionThreshold { get; init; } = 3.5;

    /// <summary>The same for a picture: other scenes reached 3.6, clips of one scene had 5 and more.</summary>
    public double SceneThreshold { get; init; } = 4;

    /// <summary>Probability from which a clip shows a name of the joint space.</summary>
    public double NameThreshold { get; init; } = 0.2;

    /// <summary>Clips that a description or a picture finds in the joint space at most.</summary>
    public int MaxDescriptionClips { get; init; } = 50;

    /// <summary>Phrases and lines that one query takes from the vectors at most.</summary>
    public int MaxSemanticPassages { get; init; } = 200;

    /// <summary>Phrases and lines that one query takes from the words at most.</summary>
    public int MaxKeywordPassages { get; init; } = 1000;

    /// <summary>Clips that one picture of a query takes from the vectors at most.</summary>
    public int MaxSimilarClips { get; init; } = 5000;

    /// <summary>Moments in an answer at most: what a person or an export may page through.</summary>
    public int MaxMoments { get; init; } = 500;

    /// <summary>Rows of vectors from which the scan uses a second thread.</summary>
    public int MinParallelRows { get; init; } = 40_000;
}
