using Reelsight.Inference.Embeddings;
using Reelsight.Search.Query;

namespace Reelsight.Search.Matching;

/// <summary>A query to the joint space: the description or an image.</summary>
/// <param name="Name">How explanations refer to it.</param>
/// <param name="Query">Its embedding, and the distribution of its similarity with unrelated images.</param>
/// <param name="Threshold">Minimum z-score of a match.</param>
/// <param name="Terms">Indexes of the terms that a matching clip satisfies.</param>
/// <param name="Images">The image that it is, as a bit; 0 for a description.</param>
internal sealed record JointTermQuery(string Name, JointQuery Query, double Threshold, IReadOnlyList<int> Terms, uint Images)
{
    /// <summary>The cosine similarity that the threshold stands for.</summary>
    public double MinCosine => Query.Mean + (Threshold * Query.StandardDeviation);

    /// <summary>The queries of a clause: its words as a description, when they are long enough, and each of its images.</summary>
    public static IReadOnlyList<JointTermQuery> CreateAll(ParsedClause parsed, IJointSpace space, SearchOptions options)
    {
        var queries = new List<JointTermQuery>();
        // Terms that the detector can decide (count, colour, movement) are left to it.
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
