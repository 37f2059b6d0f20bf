using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Inference.Embeddings;
using Reelsight.Search.Lexicon;

namespace Reelsight.Search.Matching;

/// <summary>
/// Compares the clips of one video, indexed or not, with a description or an image, in the same spaces and with the same thresholds as a
/// search of an index.
/// </summary>
/// <param name="options">Thresholds.</param>
/// <param name="joint">Opens the joint space of a visual space, or null to compare visual features alone.</param>
/// <param name="wordNet">The noun hierarchy.</param>
public sealed class ClipMatcher(SearchOptions options, ResolveVisualSpace? joint, WordNet wordNet)
{
    private readonly ConcurrentDictionary<string, JointNameResolver> _nameResolvers = new(StringComparer.Ordinal);

    /// <summary>
    /// The indexes of the clips that show what a description says. Two conditions must hold: the clip fits the description in the joint
    /// space, and it is likely to show one of the words, taken as a class name. One alone is not enough, because footage unlike photos fits
    /// many descriptions by chance.
    /// </summary>
    /// <param name="description">Plain English, more than a single word.</param>
    /// <param name="words">Words of the description, one of which must be shown.</param>
    /// <param name="clips">The clips of the video.</param>
    /// <param name="vectors">The vectors of these clips, in any spaces.</param>
    public IReadOnlyList<int> MatchDescription(
        string description,
        IReadOnlyList<string> words,
        IReadOnlyList<Clip> clips,
        IReadOnlyList<VectorSet> vectors
    )
    {
        if (!JointChannel.IsDescription(description) || FindJointVectors(vectors) is not var (space, places))
        {
            return [];
        }
        // Looking up names is cheaper than encoding a sentence.
        var named = Enumerable
            .Range(0, clips.Count)
            .Where(place => words.Any(word => HasLikelyName(clips[place], word, space)))
            .ToHashSet();
        return named.Count == 0
            ? []
            : FindFitting(space.CreateQuery(description), places, options.StrictDescriptionThreshold).FindAll(named.Contains);
    }

    /// <summary>The indexes of the clips that look like an image or show such a scene.</summary>
    /// <param name="visualFeatures">
    /// The visual features of the image and of its edits: vectors of <see cref="SearchOptions.VisualFeatureSpace"/>.
    /// </param>
    /// <param name="shows">The joint embedding of the image, or empty.</param>
    /// <param name="vectors">The vectors of the video's clips, in any spaces.</param>
    public IReadOnlyList<int> MatchImage(IReadOnlyList<float[]> visualFeatures, float[] shows, IReadOnlyList<VectorSet> vectors)
    {
        var alike = new SortedSet<int>();
        if (FindVectors(vectors, options.VisualFeatureSpace) is { } clips)
        {
            alike.UnionWith(
                Enumerable
                    .Range(0, clips.Values.Length / clips.Dimension)
                    .Where(clip =>
                        visualFeatures.Any(features =>
                            features.Length == clips.Dimension
                            && TensorPrimitives.Dot(features, GetRow(clips, clip)) >= options.VisualSimilarityThreshold
                        )
                    )
            );
        }
        if (FindJointVectors(vectors) is var (space, places) && shows.Length == space.Dimension)
        {
            alike.UnionWith(FindFitting(space.CreateQuery(shows), places, options.SceneThreshold));
        }
        return [.. alike];
    }

    // Class names exclude each other, so the probability of any of several is their sum.
    private bool HasLikelyName(Clip clip, string noun, IJointSpace space) =>
        _nameResolvers.GetOrAdd(space.Name, _ => new JointNameResolver(wordNet, space.Names)).Find(noun) is { Count: > 0 } names
        && clip.Tags.Where(tag => names.Contains(tag.Name)).Sum(tag => tag.Probability) >= options.NameThreshold;

    // The vector of a clip without an image is zero and fits nothing.
    private static List<int> FindFitting(JointQuery question, VectorSet clips, double floor) =>
        [
            .. Enumerable
                .Range(0, clips.Values.Length / clips.Dimension)
                .Where(clip =>
                    GetRow(clips, clip).ContainsAnyExcept(0f)
                    && question.ComputeZScore(TensorPrimitives.Dot(question.Vector, GetRow(clips, clip))) >= floor
                ),
        ];

    // The vectors that are not visual features are those of the joint space.
    private (IJointSpace Space, VectorSet Places)? FindJointVectors(IReadOnlyList<VectorSet> vectors) =>
        vectors.FirstOrDefault(set => set.Unit == VectorUnit.Clip && set.Space != options.VisualFeatureSpace) is { } places
        && joint?.Invoke(places.Space) is { } space
        && space.Name == places.Space
            ? (space, places)
            : null;

    private static VectorSet? FindVectors(IReadOnlyList<VectorSet> vectors, string space) =>
        vectors.FirstOrDefault(set => set.Space == space && set.Unit == VectorUnit.Clip);

    private static ReadOnlySpan<float> GetRow(VectorSet clips, int clip) => clips.Values.AsSpan(clip * clips.Dimension, clips.Dimension);
}
