using Reelsight.Core.Descriptions;

namespace Reelsight.Analysis.Facts;

/// <summary>
/// Merges the tracks of one object: those that continue where the tracker lost it for a moment, and those with overlapping boxes at the
/// same time under different labels. Labels are weighted by how often and with which confidence the detector gave them.
/// </summary>
internal static class ObjectTrackMerger
{
    /// <summary>An object not seen for longer was out of view, or is another object.</summary>
    private const double MaxGapSec = 2;

    /// <summary>Objects seen within this time of an object are its context.</summary>
    private const double NearbySec = 10;

    /// <summary>Largest distance from the extrapolated position at which a lost object continues, image sizes.</summary>
    private const double MaxDistance = 0.15;

    /// <summary>Mean overlap above which two boxes show one object.</summary>
    private const double MinOverlap = 0.5;

    /// <summary>Sightings this near in time are of one look.</summary>
    private const double SameSightingSec = 0.05;

    /// <summary>The objects behind the tracks, in order of start.</summary>
    /// <param name="evidence">Of which the tracks are taken.</param>
    /// <param name="ct">Cancellation.</param>
    public static List<ObjectInstance> Merge(IEnumerable<Evidence> evidence, CancellationToken ct)
    {
        var things = new List<ObjectInstance>();
        var recent = new List<int>();
        foreach (
            var track in evidence
                .Where(e => e.Kind == EvidenceKind.Object && e.EndSec > e.StartSec)
                .SelectMany(SplitAtGaps)
                .OrderBy(t => t.StartSec)
        )
        {
            ct.ThrowIfCancellationRequested();
            recent.RemoveAll(at => track.StartSec - things[at].EndSec > MaxGapSec);
            var same = recent.FindLastIndex(at => IsContinuation(things[at], track) || IsSameObjectUnderOtherLabel(things[at], track));
            if (same >= 0)
            {
                things[recent[same]] = MergePair(things[recent[same]], track);
                continue;
            }
            recent.Add(things.Count);
            things.Add(track with { Number = things.Count });
        }
        return [.. things.Select((thing, at) => thing.Alternatives.Count == 0 ? thing : thing with { NearbyLabels = CompanyOf(at) })];

        List<string> CompanyOf(int at)
        {
            var (from, to) = (things[at].StartSec - NearbySec, things[at].EndSec + NearbySec);
            var near = things.Where(other => other.StartSec < to && from < other.EndSec && other.IsCertain && other.Number != at);
            return [.. near.Select(other => other.Label).Distinct()];
        }
    }

    private static IEnumerable<ObjectInstance> SplitAtGaps(Evidence track)
    {
        var from = 0;
        var seen = track.Sightings;
        for (var i = 1; i <= seen.Count; i++)
        {
            if (i < seen.Count && seen[i].TimeSec - seen[i - 1].TimeSec <= MaxGapSec)
            {
                continue;
            }

            var start = from == 0 ? track.StartSec : seen[from].TimeSec;
            // What is seen in one look holds a little: half of what may pass between two.
            var end = i == seen.Count ? track.EndSec : Math.Min(seen[i - 1].TimeSec + 0.5, seen[i].TimeSec);
            yield return Merge(track, start, end, from == 0 && i == seen.Count ? seen : [.. seen.Skip(from).Take(i - from)]);
            from = i;
        }
        if (seen.Count == 0)
        {
            yield return Merge(track, track.StartSec, track.EndSec, []);
        }
    }

    private static ObjectInstance Merge(Evidence track, double start, double end, IReadOnlyList<Sighting> seen) =>
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
            IsMoving = track.Moving,
            Body = track.Body?.Within(start, end),
        };

    private static bool IsContinuation(ObjectInstance before, ObjectInstance after)
    {
        if (
            after.StartSec < before.EndSec
            || before.Sightings.Count == 0
            || after.Sightings.Count == 0
            || !HaveCompatibleLabels(before, after)
        )
        {
            return false;
        }

        var (last, first) = (before.Sightings[^1], after.Sightings[0]);
        return IsNear(last.CentreX(), last.CentreY(), first)
            || before.IsMoving && PredictPosition(before, first.TimeSec) is var (x, y) && IsNear(x, y, first);
    }

    private static bool IsNear(double x, double y, Sighting place) =>
        Math.Abs(x - place.CentreX()) <= MaxDistance && Math.Abs(y - place.CentreY()) <= MaxDistance;

    // Where it would be if it went on as between its last two sightings.
    private static (double X, double Y) PredictPosition(ObjectInstance thing, double timeSec)
    {
        var last = thing.Sightings[^1];
        if (thing.Sightings.Count < 2)
        {
            return (last.CentreX(), last.CentreY());
        }

        var before = thing.Sightings[^2];
        var steps = (timeSec - last.TimeSec) / Math.Max(last.TimeSec - before.TimeSec, 0.001);
        return (last.CentreX() + steps * (last.CentreX() - before.CentreX()), last.CentreY() + steps * (last.CentreY() - before.CentreY()));
    }

    // The same place at the same time under another name. Two of one label there are two: the detector has sorted these out.
    private static bool IsSameObjectUnderOtherLabel(ObjectInstance a, ObjectInstance b)
    {
        if (a.Label == b.Label || !HaveCompatibleLabels(a, b))
        {
            return false;
        }

        var (sharedSightings, overlap) = (0, 0.0);
        foreach (var at in b.Sightings)
        {
            var other = FindSighting(a.Sightings, at.TimeSec);
            if (other is null)
            {
                continue;
            }

            sharedSightings++;
            overlap += at.IntersectionOverUnion(other.Value);
        }
        return sharedSightings > 0
            && sharedSightings * 2 >= Math.Min(a.Sightings.Count, b.Sightings.Count)
            && overlap / sharedSightings >= MinOverlap;
    }

    private static Sighting? FindSighting(IReadOnlyList<Sighting> seen, double timeSec)
    {
        var (low, high) = (0, seen.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var away = seen[middle].TimeSec - timeSec;
            if (Math.Abs(away) <= SameSightingSec)
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
    private static bool HaveCompatibleLabels(ObjectInstance a, ObjectInstance b) =>
        a.Label == b.Label
        || a.Label != "person"
            && b.Label != "person"
            && (
                ObjectCategories.FindCommon(a.Label, b.Label) is not null
                || a.Alternatives.Any(x => x.Label == b.Label)
                || b.Alternatives.Any(x => x.Label == a.Label)
            );

    private static ObjectInstance MergePair(ObjectInstance a, ObjectInstance b)
    {
        List<Sighting> seen =
            a.Sightings.Count > 0 && b.Sightings.Count > 0 && b.Sightings[0].TimeSec > a.Sightings[^1].TimeSec
                ? [.. a.Sightings, .. b.Sightings]
                : MergeSightings(a.Sightings, b.Sightings);
        var scores = ScoreLabels(a)
            .Concat(ScoreLabels(b))
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
            Colours = CountSightings(a) >= CountSightings(b) ? [.. a.Colours.Union(b.Colours)] : [.. b.Colours.Union(a.Colours)],
            Alternatives = [.. scores.Where(s => s.Label != label).Select(s => new AlternativeLabel(s.Label, s.Score))],
            IsMoving = a.IsMoving || b.IsMoving,
            Body = BodyDescription.Join(a.Body, b.Body),
        };
    }

    private static int CountSightings(ObjectInstance thing) => Math.Max(1, thing.Sightings.Count);

    private static IEnumerable<(string Label, double Weight)> ScoreLabels(ObjectInstance thing) =>
        [
            (thing.Label, thing.Sightings.Count > 0 ? thing.Sightings.Sum(s => s.Score) : thing.Confidence ?? 1),
            .. thing.Alternatives.Select(a => (a.Label, a.Confidence * CountSightings(thing))),
        ];

    // Of two sightings in one look the surer one stays.
    private static List<Sighting> MergeSightings(IReadOnlyList<Sighting> a, IReadOnlyList<Sighting> b)
    {
        var merged = new List<Sighting>(a.Count + b.Count);
        foreach (var next in a.Concat(b).OrderBy(s => s.TimeSec))
        {
            if (merged.Count == 0 || next.TimeSec - merged[^1].TimeSec > SameSightingSec)
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
