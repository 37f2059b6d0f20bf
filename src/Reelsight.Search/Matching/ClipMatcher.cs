using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Inference.Embeddings;
using Reelsight.Search.Lexicon;

namespace Reelsight.Search.Matching;

/// <summary>
/// Compares the clips of one video, indexed or not, with a description or a picture: in the spaces and from the floors of search over an
/// index.
/// </summary>
/// <param name="options">Floors.</param>
/// <param name="joint">The spaces that clips may lie in, or null to know pictures by their looks alone.</param>
/// <param name="wordNet">The noun hierarchy.</param>
public sealed class ClipMatcher(SearchOptions options, ResolveVisualSpace? joint, WordNet wordNet)
{
    private readonly ConcurrentDictionary<string, JointNameResolver> _nameResolvers = new(StringComparer.Ordinal);

    /// <summary>
    /// The places of the clips that show what a description says, by two witnesses: the place of the whole picture in the joint space, and
    /// one of the words, as a name that the picture is likely to have. Footage that is unlike photos fits many descriptions by chance.
    /// </summary>
    /// <param name="description">Plain English; single words are no description.</param>
    /// <param name="words">Words of it, one of which has to be shown.</param>
    /// <param name="clips">Of the video.</param>
    /// <param name="vectors">Of these clips, in any spaces.</param>
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
        // Names are cheaper to look up than a sentence is to encode.
        var named = Enumerable
            .Range(0, clips.Count)
            .Where(place => words.Any(word => HasLikelyName(clips[place], word, space)))
            .ToHashSet();
        return named.Count == 0
            ? []
            : FindFitting(space.CreateQuery(description), places, options.StrictDescriptionThreshold).FindAll(named.Contains);
    }

    /// <summary>The places of the clips that look like a picture or show such a scene.</summary>
    /// <param name="visualFeatures">How the picture looks, as it is and in its edits: vectors of <see cref="SearchOptions.VisualFeatureSpace"/>.</param>
    /// <param name="shows">What it shows: a vector of the joint space, or empty.</param>
    /// <param name="vectors">Of the video's clips, in any spaces.</param>
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

    // Names exclude each other, so the probability that one of several is shown is their sum.
    private bool HasLikelyName(Clip clip, string noun, IJointSpace space) =>
        _nameResolvers.GetOrAdd(space.Name, _ => new JointNameResolver(wordNet, space.Names)).Find(noun) is { Count: > 0 } names
        && clip.Tags.Where(tag => names.Contains(tag.Name)).Sum(tag => tag.Probability) >= options.NameThreshold;

    // A clip without a picture has zeros, and nothing fits it.
    private static List<int> FindFitting(JointQuery question, VectorSet clips, double floor) =>
        [
            .. Enumerable
                .Range(0, clips.Values.Length / clips.Dimension)
                .Where(clip =>
                    GetRow(clips, clip).ContainsAnyExcept(0f)
                    && question.ComputeZScore(TensorPrimitives.Dot(question.Vector, GetRow(clips, clip))) >= floor
                ),
        ];

    // The space that the clips were placed in, beside that of their looks.
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
