using Reelsight.Models.Joint;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Reading;
using Reelsight.Search.Snapshots;
using Reelsight.Search.Vectors;

namespace Reelsight.Search.Ranking;

/// <summary>Looks up what clauses ask for in the joint space.</summary>
internal sealed class JointLookup(string described, IVisualSpace space, WordNet wordNet, SnapshotCache snapshots, SearchOptions options)
{
    private readonly NameMap _names = new(wordNet, space.Names);

    /// <summary>The vectors that are compared.</summary>
    public ClipSpace Clips { get; } = ClipSpace.AsStored(described, space.Name);

    /// <summary>
    /// Gives the parts of a clause the names that they stand for. What the detector has a label for, it also finds by place; a name of the
    /// whole picture would only add doubt.
    /// </summary>
    public ReadQuery Name(ReadQuery clause) =>
        clause with
        {
            Parts =
            [
                .. clause.Parts.Select(part =>
                    part is { Match: WordMatch.AnyForm, IsPlain: true, Relation: null }
                    && part.Labels.All(label => label.Relation != LabelRelation.Same)
                        ? part with
                        {
                            Names = _names.Find(part.Noun),
                        }
                        : part
                ),
            ],
        };

    /// <summary>Finds the clips that answer parts of a clause.</summary>
    public async Task<JointChannel> FindAsync(
        SearchQuery query,
        ReadQuery clause,
        IndexSnapshot snapshot,
        VideoPool pool,
        CancellationToken ct
    )
    {
        var channel = new JointChannel(clause.Parts, JointAsked.Of(clause, space, options), snapshot, pool, options);
        if (channel.Asked.Count == 0)
        {
            return channel;
        }
        return await snapshots.SearchClipsAsync(
            query.TenantId,
            query.IndexId,
            snapshot,
            Clips,
            async clips =>
            {
                await channel.CompareAsync(clips, pool, ct);
                clips.Dispose();
                return channel;
            },
            ct
        );
    }
}
