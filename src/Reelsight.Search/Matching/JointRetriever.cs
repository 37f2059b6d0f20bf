using Reelsight.Inference.Embeddings;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Query;
using Reelsight.Search.Snapshots;
using Reelsight.Search.VectorSync;
using Reelsight.Vectors;

namespace Reelsight.Search.Matching;

/// <summary>Finds what clauses ask for by vectors of a joint image-text embedding space.</summary>
internal sealed class JointRetriever(string visualSpace, IJointSpace space, WordNet wordNet, SnapshotCache snapshots, SearchOptions options)
{
    private readonly JointNameResolver _names = new(wordNet, space.Names);

    /// <summary>The vectors that are compared.</summary>
    public ClipVectorSpace ClipSpace { get; } = new(visualSpace, space.Name);

    /// <summary>
    /// Adds class names of the joint space to the terms of a clause. Terms with a label of the detector get none: the detector also locates
    /// objects, and a class name for the whole image is less certain.
    /// </summary>
    public ParsedClause ResolveNames(ParsedClause clause) =>
        clause with
        {
            Terms =
            [
                .. clause.Terms.Select(term =>
                    term is { MatchMode: WordMatchMode.AnyForm, IsPlain: true, Relation: null }
                    && term.Labels.All(label => label.Relation != LabelRelation.Same)
                        ? term with
                        {
                            JointNames = _names.Find(term.Noun),
                        }
                        : term
                ),
            ],
        };

    /// <summary>
    /// The clips of the pool that look most like a text, best first; none that looks less like it than unrelated images do on average.
    /// </summary>
    /// <param name="query">Whose index it is.</param>
    /// <param name="text">What they are compared with.</param>
    /// <param name="snapshot">The index.</param>
    /// <param name="pool">The videos to search.</param>
    /// <param name="limit">Maximum number of clips.</param>
    /// <param name="ct">Cancels the search.</param>
    public async Task<IReadOnlyList<ClipHit>> FindClosestAsync(
        SearchQuery query,
        string text,
        IndexSnapshot snapshot,
        VideoPool pool,
        int limit,
        CancellationToken ct
    )
    {
        var embedded = space.CreateQuery(text);
        var vector = new VectorQuery(new QuantizedVector(embedded.Vector), limit, embedded.Mean);
        return await snapshots.SearchClipsAsync(
            query.TenantId,
            query.IndexId,
            snapshot,
            ClipSpace,
            async clips =>
            {
                var found = await clips.SearchAsync([vector], pool, ct);
                clips.Dispose();
                return found[0];
            },
            ct
        );
    }

    /// <summary>Finds the clips that match terms of a clause.</summary>
    public async Task<JointChannel> RetrieveAsync(
        SearchQuery query,
        ParsedClause clause,
        IndexSnapshot snapshot,
        VideoPool pool,
        CancellationToken ct
    )
    {
        var channel = new JointChannel(clause.Terms, JointTermQuery.CreateAll(clause, space, options), snapshot, pool, options);
        if (channel.Queries.Count == 0)
        {
            return channel;
        }
        return await snapshots.SearchClipsAsync(
            query.TenantId,
            query.IndexId,
            snapshot,
            ClipSpace,
            async clips =>
            {
                await channel.SearchAsync(clips, pool, ct);
                clips.Dispose();
                return channel;
            },
            ct
        );
    }
}
