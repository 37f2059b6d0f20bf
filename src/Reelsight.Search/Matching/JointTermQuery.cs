using System.Numerics.Tensors;
using Reelsight.Inference.Embeddings;
using Reelsight.Search.Query;

namespace Reelsight.Search.Matching;

/// <summary>Something that clips are compared with in the joint space.</summary>
/// <param name="Name">What reasons call it.</param>
/// <param name="Query">Its place, and how near unrelated pictures are to it.</param>
/// <param name="Threshold">The fit from which a clip answers it.</param>
/// <param name="Terms">The parts of the query that such a clip answers.</param>
/// <param name="Images">The picture of the query that it is, as a bit; 0 for a description.</param>
internal sealed record JointTermQuery(string Name, JointQuery Query, double Threshold, IReadOnlyList<int> Terms, uint Images)
{
    /// <summary>The cosine that the floor stands for.</summary>
    public double MinCosine => Query.Mean + (Threshold * Query.StandardDeviation);

    /// <summary>The description in the words of a query, where it says enough, and each of its pictures.</summary>
    public static IReadOnlyList<JointTermQuery> CreateAll(ParsedClause parsed, IJointSpace space, SearchOptions options)
    {
        var queries = new List<JointTermQuery>();
        // What the detector can count, name the colour of and follow, it knows better.
        var describedTerms = Enumerable
            .Range(0, parsed.Terms.Count)
            .Where(term =>
                parsed.Terms[term] is { MatchMode: WordMatchMode.AnyForm, Relation: null } words
                && (words.IsPlain || words.Labels.Count == 0)
            )
            .ToList();
        if (describedTerms.Count > 0 && JointChannel.IsDescription(parsed.Sentence))
        {
            queries.Add(
                new JointTermQuery(parsed.Sentence, space.CreateQuery(parsed.Sentence), options.DescriptionThreshold, describedTerms, 0)
            );
        }
        var images = parsed.Terms.SelectMany((term, number) => term.Images.Select(image => (Part: number, Picture: image)));
        foreach (var (place, (term, image)) in images.Index())
        {
            if (image.JointEmbedding.Length == space.Dimension)
            {
                queries.Add(
                    new JointTermQuery(image.Name, space.CreateQuery(image.JointEmbedding), options.SceneThreshold, [term], 1u << place)
                );
            }
        }
        return queries;
    }
}
