using Reelsight.Search.Reading;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Ranking;

/// <summary>
/// Finds when two things of a query are close to one another, or on the side asked for: frame by frame, from their boxes.
/// </summary>
internal sealed class RelationChannel(IReadOnlyList<QueryPart> parts)
{
    // Between two things that are next to each other there is less than half of the smaller one, or than this part of the picture.
    private const float NearShare = 0.5f,
        NearPart = 0.05f;

    /// <summary>A sighting holds until the next frame in which either was seen, but no longer than this.</summary>
    private const float LongestHoldSec = 2;

    private readonly int[] _relations = [.. Enumerable.Range(0, parts.Count).Where(part => parts[part].Relation is not null)];

    private readonly record struct Sight(Box Box, int Object, bool IsFirst, Answer Answer, float Strength);

    /// <summary>Adds the stretches in which relations hold.</summary>
    public void Find(Content content, List<Hit> hits)
    {
        foreach (var part in _relations)
        {
            var relation = parts[part].Relation!.Value;
            var sights = new List<Sight>();
            Collect(content, parts[relation.First], true, sights);
            Collect(content, parts[relation.Second], false, sights);
            sights.Sort((a, b) => a.Box.Time.CompareTo(b.Box.Time));
            for (var i = 0; i < sights.Count; )
            {
                var from = i;
                var time = sights[from].Box.Time;
                while (i < sights.Count && sights[i].Box.Time == time)
                {
                    i++;
                }
                if (Best(sights, from, i, relation.Kind) is { } best)
                {
                    var end = i < sights.Count ? Math.Min(sights[i].Box.Time, time + LongestHoldSec) : time + Presence.BridgeSec / 2;
                    hits.Add(new Hit(part, time, end, best.Answer, best.Strength, Modalities.Visual));
                }
            }
        }
    }

    private static void Collect(Content content, QueryPart part, bool isFirst, List<Sight> sights)
    {
        foreach (var track in content.Tracks)
        {
            if (ObjectChannel.Of(track, part) is { } fit)
            {
                sights.AddRange(fit.Track.Boxes.Select(box => new Sight(box, track.Object, isFirst, fit.Answer, fit.Strength)));
            }
        }
    }

    private static (Answer Answer, float Strength)? Best(List<Sight> sights, int from, int to, RelationKind kind)
    {
        (Answer Answer, float Strength)? best = null;
        for (var a = from; a < to; a++)
        {
            for (var b = from; sights[a].IsFirst && b < to; b++)
            {
                if (sights[b].IsFirst || sights[a].Object == sights[b].Object || !Holds(sights[a].Box, sights[b].Box, kind))
                {
                    continue;
                }
                var pair = (
                    sights[a].Answer < sights[b].Answer ? sights[a].Answer : sights[b].Answer,
                    Math.Min(sights[a].Strength, sights[b].Strength)
                );
                best = best is { } known && known.Strength >= pair.Item2 ? known : pair;
            }
        }
        return best;
    }

    private static bool Holds(Box first, Box second, RelationKind kind) =>
        kind switch
        {
            RelationKind.LeftOf => first.CentreX < second.Left,
            RelationKind.RightOf => first.CentreX > second.Right,
            RelationKind.Above => first.CentreY < second.Top,
            RelationKind.Below => first.CentreY > second.Bottom,
            _ => IsNear(
                Gap(first.Left, first.Right, second.Left, second.Right),
                Math.Min(first.Right - first.Left, second.Right - second.Left)
            )
                && IsNear(
                    Gap(first.Top, first.Bottom, second.Top, second.Bottom),
                    Math.Min(first.Bottom - first.Top, second.Bottom - second.Top)
                ),
        };

    private static float Gap(float fromA, float toA, float fromB, float toB) => Math.Max(0, Math.Max(fromA, fromB) - Math.Min(toA, toB));

    private static bool IsNear(float gap, float smaller) => gap <= Math.Max(NearPart, NearShare * smaller);
}
