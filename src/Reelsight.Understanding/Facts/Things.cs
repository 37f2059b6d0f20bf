using Reelsight.Storage;

namespace Reelsight.Understanding.Facts;

/// <summary>
/// Joins the tracks of one thing: those that go on where the tracker lost it for a moment, and those that show the same place at the
/// same time under another name. The labels of a thing are weighed by how often and how surely the detector gave them.
/// </summary>
internal static class Things
{
    /// <summary>A thing not seen for longer was out of view, or is another one.</summary>
    private const double UnseenSec = 2;

    /// <summary>What is seen within this of a thing is its company.</summary>
    private const double CompanySec = 10;

    /// <summary>How far, in parts of the picture, a thing gets while it is lost, beyond where it was going.</summary>
    private const double NearBy = 0.15;

    /// <summary>Boxes that overlap by this much on average show one thing.</summary>
    private const double SamePlace = 0.5;

    /// <summary>Sightings this near in time are of one look.</summary>
    private const double SameLookSec = 0.05;

    /// <summary>The things behind the tracks, in order of start.</summary>
    /// <param name="evidence">Of which the tracks are taken.</param>
    /// <param name="ct">Stops the work.</param>
    public static List<Thing> Of(IEnumerable<Evidence> evidence, CancellationToken ct)
    {
        var things = new List<Thing>();
        var recent = new List<int>();
        foreach (
            var track in evidence
                .Where(e => e.Kind == EvidenceKind.Object && e.EndSec > e.StartSec)
                .SelectMany(Pieces)
                .OrderBy(t => t.StartSec)
        )
        {
            ct.ThrowIfCancellationRequested();
            recent.RemoveAll(at => track.StartSec - things[at].EndSec > UnseenSec);
            var same = recent.FindLastIndex(at => Follows(things[at], track) || IsTwin(things[at], track));
            if (same >= 0)
            {
                things[recent[same]] = Join(things[recent[same]], track);
                continue;
            }
            recent.Add(things.Count);
            things.Add(track with { Number = things.Count });
        }
        return [.. things.Select((thing, at) => thing.Alternatives.Count == 0 ? thing : thing with { Company = CompanyOf(at) })];

        List<string> CompanyOf(int at)
        {
            var (from, to) = (things[at].StartSec - CompanySec, things[at].EndSec + CompanySec);
            var near = things.Where(other => other.StartSec < to && from < other.EndSec && other.IsSure && other.Number != at);
            return [.. near.Select(other => other.Label).Distinct()];
        }
    }

    private static IEnumerable<Thing> Pieces(Evidence track)
    {
        var from = 0;
        var seen = track.Sightings;
        for (var i = 1; i <= seen.Count; i++)
        {
            if (i < seen.Count && seen[i].TimeSec - seen[i - 1].TimeSec <= UnseenSec)
            {
                continue;
            }

            var start = from == 0 ? track.StartSec : seen[from].TimeSec;
            // What is seen in one look holds a little: half of what may pass between two.
            var end = i == seen.Count ? track.EndSec : Math.Min(seen[i - 1].TimeSec + 0.5, seen[i].TimeSec);
            yield return Of(track, start, end, from == 0 && i == seen.Count ? seen : [.. seen.Skip(from).Take(i - from)]);
            from = i;
        }
        if (seen.Count == 0)
        {
            yield return Of(track, track.StartSec, track.EndSec, []);
        }
    }

    private static Thing Of(Evidence track, double start, double end, IReadOnlyList<Sighting> seen) =>
        new()
        {
            Number = 0,
            Label = track.Text,
            Source = track.Source,
            StartSec = start,
            EndSec = end,
            Confidence = track.Confidence,
            Sightings = seen,
            Colours = track.Colours,
            Alternatives = track.Alternatives,
            Moving = track.Moving,
        };

    private static bool Follows(Thing before, Thing after)
    {
        if (after.StartSec < before.EndSec || before.Sightings.Count == 0 || after.Sightings.Count == 0 || !MayBeOne(before, after))
        {
            return false;
        }

        var (last, first) = (before.Sightings[^1], after.Sightings[0]);
        return IsNear(last.CentreX(), last.CentreY(), first)
            || before.Moving && Ahead(before, first.TimeSec) is var (x, y) && IsNear(x, y, first);
    }

    private static bool IsNear(double x, double y, Sighting place) =>
        Math.Abs(x - place.CentreX()) <= NearBy && Math.Abs(y - place.CentreY()) <= NearBy;

    // Where it would be if it went on as between its last two sightings.
    private static (double X, double Y) Ahead(Thing thing, double timeSec)
    {
        var last = thing.Sightings[^1];
        if (thing.Sightings.Count < 2)
        {
            return (last.CentreX(), last.CentreY());
        }

        var before = thing.Sightings[^2];
        var way = (timeSec - last.TimeSec) / Math.Max(last.TimeSec - before.TimeSec, 0.001);
        return (last.CentreX() + way * (last.CentreX() - before.CentreX()), last.CentreY() + way * (last.CentreY() - before.CentreY()));
    }

    // The same place at the same time under another name. Two of one label there are two: the detector has sorted these out.
    private static bool IsTwin(Thing a, Thing b)
    {
        if (a.Label == b.Label || !MayBeOne(a, b))
        {
            return false;
        }

        var (looks, overlap) = (0, 0.0);
        foreach (var at in b.Sightings)
        {
            var other = SeenAt(a.Sightings, at.TimeSec);
            if (other is null)
            {
                continue;
            }

            looks++;
            overlap += at.Overlap(other.Value);
        }
        return looks > 0 && looks * 2 >= Math.Min(a.Sightings.Count, b.Sightings.Count) && overlap / looks >= SamePlace;
    }

    private static Sighting? SeenAt(IReadOnlyList<Sighting> seen, double timeSec)
    {
        var (low, high) = (0, seen.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var away = seen[middle].TimeSec - timeSec;
            if (Math.Abs(away) <= SameLookSec)
            {
                return seen[middle];
            }

            if (away < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }
        return null;
    }

    // Labels of one thing: the same, of one kind, or one among the second guesses about the other.
    private static bool MayBeOne(Thing a, Thing b) =>
        a.Label == b.Label
        || a.Label != "person"
            && b.Label != "person"
            && (
                Kinds.Common(a.Label, b.Label) is not null
                || a.Alternatives.Any(x => x.Label == b.Label)
                || b.Alternatives.Any(x => x.Label == a.Label)
            );

    private static Thing Join(Thing a, Thing b)
    {
        List<Sighting> seen =
            a.Sightings.Count > 0 && b.Sightings.Count > 0 && b.Sightings[0].TimeSec > a.Sightings[^1].TimeSec
                ? [.. a.Sightings, .. b.Sightings]
                : Merged(a.Sightings, b.Sightings);
        var scores = Scores(a)
            .Concat(Scores(b))
            .GroupBy(s => s.Label, (label, all) => (Label: label, Score: all.Sum(s => s.Weight) / Math.Max(1, seen.Count)))
            .OrderByDescending(s => s.Score)
            .ToList();
        var label = a.Label == b.Label ? a.Label : scores[0].Label;
        return a with
        {
            Label = label,
            EndSec = Math.Max(a.EndSec, b.EndSec),
            Confidence = a.Confidence is { } x && b.Confidence is { } y ? Math.Max(x, y) : a.Confidence ?? b.Confidence,
            Sightings = seen,
            Colours = Looks(a) >= Looks(b) ? [.. a.Colours.Union(b.Colours)] : [.. b.Colours.Union(a.Colours)],
            Alternatives = [.. scores.Where(s => s.Label != label).Select(s => new Alternative(s.Label, s.Score))],
            Moving = a.Moving || b.Moving,
        };
    }

    private static int Looks(Thing thing) => Math.Max(1, thing.Sightings.Count);

    private static IEnumerable<(string Label, double Weight)> Scores(Thing thing) =>
        [
            (thing.Label, thing.Sightings.Count > 0 ? thing.Sightings.Sum(s => s.Score) : thing.Confidence ?? 1),
            .. thing.Alternatives.Select(a => (a.Label, a.Confidence * Looks(thing))),
        ];

    // Of two sightings in one look the surer one stays.
    private static List<Sighting> Merged(IReadOnlyList<Sighting> a, IReadOnlyList<Sighting> b)
    {
        var merged = new List<Sighting>(a.Count + b.Count);
        foreach (var next in a.Concat(b).OrderBy(s => s.TimeSec))
        {
            if (merged.Count == 0 || next.TimeSec - merged[^1].TimeSec > SameLookSec)
            {
                merged.Add(next);
            }
            else if (next.Score > merged[^1].Score)
            {
                merged[^1] = next;
            }
        }
        return merged;
    }
}
