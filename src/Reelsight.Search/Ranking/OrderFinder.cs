using Reelsight.Search.Reading;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Ranking;

/// <summary>Stretches that answer the clauses of a query one after another, each its own, from the first to the last.</summary>
internal sealed record Chain(
    double Start,
    double End,
    double Score,
    Confidence Confidence,
    Modalities Modalities,
    bool AnswersEvery,
    Stretch[] Steps
);

/// <summary>
/// Finds moments in which things happen in an order. The stretches of a clause are in order and apart, so each is linked to the nearest one
/// before it, and one pass over both lists finds them all: what is nearest leaves most time for what follows.
/// </summary>
internal static class OrderFinder
{
    /// <summary>Of a long first or last stretch, so much belongs to the moment.</summary>
    public const double LongestEdgeSec = 20;

    private sealed record Node(ScoredPiece Piece, Node? Before, double FirstStart);

    /// <summary>
    /// Joins the pieces of a clause that touch or nearly do: an order asks when something is there, not how fully from second to second.
    /// </summary>
    public static List<ScoredPiece> Join(List<ScoredPiece> pieces)
    {
        var joined = new List<ScoredPiece>();
        foreach (var piece in pieces)
        {
            if (joined.Count > 0 && piece.Start <= joined[^1].End + Presence.BridgeSec)
            {
                var last = joined[^1];
                var better = piece.Score > last.Score ? piece : last;
                joined[^1] = better with { Start = last.Start, End = piece.End, Modalities = last.Modalities | piece.Modalities };
            }
            else
            {
                joined.Add(piece);
            }
        }
        return joined;
    }

    /// <summary>The chains, in order of their last stretches; of those that begin with the same one, the shortest.</summary>
    /// <param name="clauses">The stretches of each clause, in order and apart.</param>
    /// <param name="links">What lies between two clauses.</param>
    /// <param name="looked">Counts the stretches looked at, for those who ask.</param>
    public static List<Chain> Find(IReadOnlyList<List<ScoredPiece>> clauses, IReadOnlyList<TimeLink> links, Action? looked = null)
    {
        var nodes = clauses[0].ConvertAll(piece => new Node(piece, null, piece.Start));
        for (var clause = 1; clause < clauses.Count && nodes.Count > 0; clause++)
        {
            nodes = links[clause - 1].IsSameTime
                ? Together(nodes, clauses[clause], looked)
                : Follow(nodes, clauses[clause], links[clause - 1].WithinSec, looked);
        }
        var chains = new List<Chain>();
        var first = double.NaN;
        foreach (var node in nodes)
        {
            if (node.FirstStart != first || links[^1].IsSameTime)
            {
                chains.Add(Describe(node, clauses.Count, links));
                first = node.FirstStart;
            }
        }
        return chains;
    }

    /// <summary>Links each stretch to the nearest before it: one that begins earlier and ends earlier.</summary>
    private static List<Node> Follow(List<Node> nodes, List<ScoredPiece> pieces, double withinSec, Action? looked)
    {
        var linked = new List<Node>();
        var before = -1;
        foreach (var piece in pieces)
        {
            looked?.Invoke();
            while (before + 1 < nodes.Count && nodes[before + 1].Piece.Start < piece.Start && nodes[before + 1].Piece.End < piece.End)
            {
                looked?.Invoke();
                before++;
            }
            if (before >= 0 && piece.Start - nodes[before].Piece.End <= withinSec)
            {
                linked.Add(new Node(piece, nodes[before], nodes[before].FirstStart));
            }
        }
        return linked;
    }

    /// <summary>The stretches that both share.</summary>
    private static List<Node> Together(List<Node> nodes, List<ScoredPiece> pieces, Action? looked)
    {
        var shared = new List<Node>();
        for (int a = 0, b = 0; a < nodes.Count && b < pieces.Count; )
        {
            looked?.Invoke();
            var (one, other) = (nodes[a].Piece, pieces[b]);
            var (start, end) = (Math.Max(one.Start, other.Start), Math.Min(one.End, other.End));
            if (end > start)
            {
                var before = nodes[a] with { Piece = one with { Start = start, End = end } };
                shared.Add(new Node(other with { Start = start, End = end }, before, before.Before is null ? start : before.FirstStart));
            }
            (a, b) = one.End < other.End ? (a + 1, b) : (a, b + 1);
        }
        return shared;
    }

    private static Chain Describe(Node last, int length, IReadOnlyList<TimeLink> links)
    {
        var pieces = new ScoredPiece[length];
        var node = last;
        for (var at = length - 1; at >= 0; at--)
        {
            pieces[at] = node!.Piece;
            node = node.Before;
        }
        // Of what is there for long, the end of the first and the beginning of the last belong to the moment.
        if (!links[0].IsSameTime)
        {
            var turn = Math.Min(pieces[0].End, pieces[1].Start);
            pieces[0] = pieces[0] with
            {
                Start = Math.Max(pieces[0].Start, turn - LongestEdgeSec),
                End = Math.Min(pieces[0].End, turn + LongestEdgeSec),
            };
        }
        pieces[^1] = pieces[^1] with { End = Math.Min(pieces[^1].End, pieces[^1].Start + LongestEdgeSec) };
        var steps = Array.ConvertAll(pieces, piece => new Stretch(piece.Start, piece.End));
        return new Chain(
            steps.Min(step => step.Start),
            steps.Max(step => step.End),
            Math.Round(pieces.Average(piece => piece.Score), 2),
            pieces.Min(piece => piece.Confidence),
            pieces.Aggregate(Modalities.None, (all, piece) => all | piece.Modalities),
            Array.TrueForAll(pieces, piece => piece.AnswersEvery),
            steps
        );
    }
}
