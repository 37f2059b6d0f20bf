using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Reelsight.Models.Joint;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Ranking;
using Reelsight.Storage;

namespace Reelsight.Search;

/// <summary>
/// Compares the clips of one video, indexed or not, with a description or a picture: in the spaces and from the floors of search over an
/// index.
/// </summary>
/// <param name="options">Floors.</param>
/// <param name="joint">The spaces that clips may lie in, or null to know pictures by their looks alone.</param>
/// <param name="wordNet">The noun hierarchy.</param>
public sealed class ClipMatcher(SearchOptions options, SpaceOf? joint, WordNet wordNet)
{
    private readonly ConcurrentDictionary<string, NameMap> _names = new(StringComparer.Ordinal);

    /// <summary>
    /// The places of the clips that show what a description says, by two witnesses: the place of the whole picture in the joint space, and
    /// one of the words, as a name that the picture is likely to have. Footage that is unlike photos fits many descriptions by chance.
    /// </summary>
    /// <param name="description">Plain English; single words are no description.</param>
    /// <param name="words">Words of it, one of which has to be shown.</param>
    /// <param name="clips">Of the video.</param>
    /// <param name="vectors">Of these clips, in any spaces.</param>
    public IReadOnlyList<int> Describe(
        string description,
        IReadOnlyList<string> words,
        IReadOnlyList<Clip> clips,
        IReadOnlyList<VectorSet> vectors
    )
    {
        if (!JointChannel.IsDescription(description) || SpaceOf(vectors) is not var (space, places))
        {
            return [];
        }
        // Names are cheaper to look up than a sentence is to encode.
        var named = Enumerable.Range(0, clips.Count).Where(place => words.Any(word => Shows(clips[place], word, space))).ToHashSet();
        return named.Count == 0 ? [] : Fitting(space.Ask(description), places, options.SureDescriptionFloor).FindAll(named.Contains);
    }

    /// <summary>The places of the clips that look like a picture or show such a scene.</summary>
    /// <param name="looks">How the picture looks, as it is and in its edits: vectors of <see cref="SearchOptions.LookSpace"/>.</param>
    /// <param name="shows">What it shows: a vector of the joint space, or empty.</param>
    /// <param name="vectors">Of the video's clips, in any spaces.</param>
    public IReadOnlyList<int> LookAlike(IReadOnlyList<float[]> looks, float[] shows, IReadOnlyList<VectorSet> vectors)
    {
        var alike = new SortedSet<int>();
        if (Of(vectors, options.LookSpace) is { } clips)
        {
            alike.UnionWith(
                Enumerable
                    .Range(0, clips.Values.Length / clips.Dimension)
                    .Where(clip =>
                        looks.Any(look =>
                            look.Length == clips.Dimension && TensorPrimitives.Dot(look, Row(clips, clip)) >= options.LookFloor
                        )
                    )
            );
        }
        if (SpaceOf(vectors) is var (space, places) && shows.Length == space.Dimension)
        {
            alike.UnionWith(Fitting(space.Ask(shows), places, options.SceneFloor));
        }
        return [.. alike];
    }

    // Names exclude each other, so the probability that one of several is shown is their sum.
    private bool Shows(Clip clip, string noun, IVisualSpace space) =>
        _names.GetOrAdd(space.Name, _ => new NameMap(wordNet, space.Names)).Find(noun) is { Count: > 0 } names
        && clip.Tags.Where(tag => names.Contains(tag.Name)).Sum(tag => tag.Probability) >= options.NameFloor;

    // A clip without a picture has zeros, and nothing fits it.
    private static List<int> Fitting(JointQuestion question, VectorSet clips, double floor) =>
        [
            .. Enumerable
                .Range(0, clips.Values.Length / clips.Dimension)
                .Where(clip =>
                    Row(clips, clip).ContainsAnyExcept(0f) && question.Fit(TensorPrimitives.Dot(question.Vector, Row(clips, clip))) >= floor
                ),
        ];

    // The space that the clips were placed in, beside that of their looks.
    private (IVisualSpace Space, VectorSet Places)? SpaceOf(IReadOnlyList<VectorSet> vectors) =>
        vectors.FirstOrDefault(set => set.Unit == VectorUnit.Clip && set.Space != options.LookSpace) is { } places
        && joint?.Invoke(places.Space) is { } space
        && space.Name == places.Space
            ? (space, places)
            : null;

    private static VectorSet? Of(IReadOnlyList<VectorSet> vectors, string space) =>
        vectors.FirstOrDefault(set => set.Space == space && set.Unit == VectorUnit.Clip);

    private static ReadOnlySpan<float> Row(VectorSet clips, int clip) => clips.Values.AsSpan(clip * clips.Dimension, clips.Dimension);
}
