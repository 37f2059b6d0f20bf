using Reelsight.Search.Query;
using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Matching;

/// <summary>
/// Finds when two objects have the spatial relation that a query asks for, from their boxes, frame by frame.
/// </summary>
internal sealed class SpatialRelationChannel(IReadOnlyList<QueryTerm> terms)
{
    // Maximum gap between two neighbouring objects: relative to the smaller one, and relative to the frame.
    private const float MaxGapRatio = 0.5f,
        MaxGapSize = 0.05f;

    /// <summary>A sighting holds until the next frame in which either object was seen, but no longer than this.</summary>
    private const float MaxHoldSec = 2;

    private readonly int[] _relationTerms = [.. Enumerable.Range(0, terms.Count).Where(term => terms[term].Relation is not null)];

    private readonly record struct RelationBox(TrackBox Box, int Object, bool IsFirst, TrackMatch Match);

    /// <summary>Adds the intervals in which relations hold.</summary>
    public void CollectHits(IndexedContent content, List<EvidenceHit> hits)
    {
        foreach (var term in _relationTerms)
        {
            var relation = terms[term].Relation!.Value;
            var boxes = new List<RelationBox>();
            CollectBoxes(content, terms[relation.First], true, boxes);
            CollectBoxes(content, terms[relation.Second], false, boxes);
            boxes.Sort((a, b) => a.Box.Time.CompareTo(b.Box.Time));
            for (var i = 0; i < boxes.Count; )
            {
                var from = i;
                var time = boxes[from].Box.Time;
                while (i < boxes.Count && boxes[i].Box.Time == time)
                {
                    i++;
                }
                if (FindBestPair(boxes, from, i, relation.Kind) is { } best)
                {
                    var end = i < boxes.Count ? Math.Min(boxes[i].Box.Time, time + MaxHoldSec) : time + ObjectPresence.MaxGapSec / 2;
                    hits.Add(
                        new EvidenceHit(
                            term,
                            time,
                            end,
                            best.Level,
                            best.EvidenceWeight,
                            Modalities.Visual,
                            IsOfWiderKind: best.IsOfWiderKind
                        )
                    );
                }
            }
        }
    }

    private static void CollectBoxes(IndexedContent content, QueryTerm term, bool isFirst, List<RelationBox> boxes)
    {
        foreach (var track in content.Tracks)
        {
            if (ObjectChannel.MatchTrack(track, term) is { } fit)
            {
                boxes.AddRange(fit.Track.Boxes.Select(box => new RelationBox(box, track.ObjectNumber, isFirst, fit)));
            }
        }
    }

    private static (MatchLevel Level, float EvidenceWeight, bool IsOfWiderKind)? FindBestPair(
        List<RelationBox> boxes,
        int from,
        int to,
        SpatialRelationKind kind
    )
    {
        (MatchLevel Level, float EvidenceWeight, bool IsOfWiderKind)? best = null;
        for (var a = from; a < to; a++)
        {
            for (var b = from; boxes[a].IsFirst && b < to; b++)
            {
                if (boxes[b].IsFirst || boxes[a].Object == boxes[b].Object || !Holds(boxes[a].Box, boxes[b].Box, kind))
                {
                    continue;
                }
                var (first, second) = (boxes[a].Match, boxes[b].Match);
                var weight = Math.Min(first.EvidenceWeight, second.EvidenceWeight);
                if (best is null || best.Value.EvidenceWeight < weight)
                {
                    var level = first.Level < second.Level ? first.Level : second.Level;
                    best = (level, weight, first.IsOfWiderKind || second.IsOfWiderKind);
                }
            }
        }
        return best;
    }

    private static bool Holds(TrackBox first, TrackBox second, SpatialRelationKind kind) =>
        kind switch
        {
            SpatialRelationKind.LeftOf => first.CentreX < second.Left,
            SpatialRelationKind.RightOf => first.CentreX > second.Right,
            SpatialRelationKind.Above => first.CentreY < second.Top,
            SpatialRelationKind.Below => first.CentreY > second.Bottom,
            _ => IsNear(
                GetGap(first.Left, first.Right, second.Left, second.Right),
                Math.Min(first.Right - first.Left, second.Right - second.Left)
            )
                && IsNear(
                    GetGap(first.Top, first.Bottom, second.Top, second.Bottom),
                    Math.Min(first.Bottom - first.Top, second.Bottom - second.Top)
                ),
        };

    private static float GetGap(float fromA, float toA, float fromB, float toB) => Math.Max(0, Math.Max(fromA, fromB) - Math.Min(toA, toB));

    private static bool IsNear(float gap, float smaller) => gap <= Math.Max(MaxGapSize, MaxGapRatio * smaller);
}
