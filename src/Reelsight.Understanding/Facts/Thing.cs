using Reelsight.Storage;

namespace Reelsight.Understanding.Facts;

/// <summary>One object of the video: the tracks that belong to it joined, cut where it was out of view.</summary>
internal sealed record Thing
{
    public required int Number { get; init; }
    public required string Label { get; init; }
    public required string Source { get; init; }
    public required double StartSec { get; init; }
    public required double EndSec { get; init; }
    public required double? Confidence { get; init; }
    public required IReadOnlyList<Sighting> Sightings { get; init; }
    public required IReadOnlyList<string> Colours { get; init; }
    public required IReadOnlyList<Alternative> Alternatives { get; init; }
    public required bool Moving { get; init; }
    /// <summary>Whether its confidence is high enough to speak of it unasked.</summary>
    public bool IsSure => Confidence is null or >= Fact.SureConfidence;

    /// <summary>The noun phrase for it: "a white car". Colours of people are those of their clothes and surroundings, and are told only when asked for.</summary>
    public string Phrase => Nouns.One(Label, Colours);
}

/// <summary>Joins tracks of one thing that the tracker lost for a moment.</summary>
internal static class Things
{
    /// <summary>A thing not seen for longer was out of view, or is another one.</summary>
    private const double UnseenSec = 2;
    /// <summary>How far, in parts of the picture, a thing gets while it is lost.</summary>
    private const double NearBy = 0.15;

    /// <summary>The things behind the tracks, in order of start.</summary>
    public static List<Thing> Of(IEnumerable<Evidence> evidence)
    {
        var things = new List<Thing>();
        var lastOfLabel = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var track in evidence.Where(e => e.Kind == EvidenceKind.Object && e.EndSec > e.StartSec).SelectMany(Pieces).OrderBy(t => t.StartSec))
        {
            if (!lastOfLabel.TryGetValue(track.Label, out var recent)) lastOfLabel.Add(track.Label, recent = []);
            recent.RemoveAll(at => track.StartSec - things[at].EndSec > UnseenSec);
            var same = recent.FindLastIndex(at => Follows(things[at], track));
            if (same >= 0)
            {
                things[recent[same]] = Join(things[recent[same]], track);
                continue;
            }
            recent.Add(things.Count);
            things.Add(track with { Number = things.Count });
        }
        return things;
    }

    private static IEnumerable<Thing> Pieces(Evidence track)
    {
        var from = 0;
        var seen = track.Sightings;
        for (var i = 1; i <= seen.Count; i++)
        {
            if (i < seen.Count && seen[i].TimeSec - seen[i - 1].TimeSec <= UnseenSec) continue;
            var start = from == 0 ? track.StartSec : seen[from].TimeSec;
            // What is seen in one look holds a little: half of what may pass between two.
            var end = i == seen.Count ? track.EndSec : Math.Min(seen[i - 1].TimeSec + 0.5, seen[i].TimeSec);
            yield return Of(track, start, end, [.. seen.Skip(from).Take(i - from)]);
            from = i;
        }
        if (seen.Count == 0) yield return Of(track, track.StartSec, track.EndSec, []);
    }

    private static Thing Of(Evidence track, double start, double end, IReadOnlyList<Sighting> seen) => new()
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
        if (after.StartSec < before.EndSec || before.Sightings.Count == 0 || after.Sightings.Count == 0) return false;
        var (a, b) = (before.Sightings[^1], after.Sightings[0]);
        return Math.Abs(a.CentreX() - b.CentreX()) <= NearBy && Math.Abs(a.CentreY() - b.CentreY()) <= NearBy;
    }

    private static Thing Join(Thing a, Thing b) => a with
    {
        EndSec = b.EndSec,
        Confidence = a.Confidence is { } x && b.Confidence is { } y ? Math.Max(x, y) : a.Confidence ?? b.Confidence,
        Sightings = [.. a.Sightings, .. b.Sightings],
        Colours = [.. a.Colours.Union(b.Colours)],
        Alternatives = [.. a.Alternatives.Concat(b.Alternatives).GroupBy(x => x.Label, (label, all) => new Alternative(label, all.Max(x => x.Confidence)))],
        Moving = a.Moving || b.Moving,
    };
}

/// <summary>Places of sightings in parts of the picture.</summary>
internal static class Places
{
    public static double CentreX(this Sighting s) => s.X + s.Width / 2;
    public static double CentreY(this Sighting s) => s.Y + s.Height / 2;
    public static double Area(this Sighting s) => s.Width * s.Height;
}
