using Reelsight.Storage;

namespace Reelsight.Understanding.Facts;

/// <summary>What each thing does: is in view, comes, goes, moves, stops.</summary>
internal sealed class ThingFacts(double durationSec, IReadOnlyList<double> cutsSec)
{
    /// <summary>A thing first seen later than this after the start, or after a cut, has come into view.</summary>
    private const double LateSec = 0.75;

    /// <summary>Boxes end this near to an edge that they touch.</summary>
    private const double EdgeMargin = 0.025;

    /// <summary>Parts of the picture a second that are more than a box's jitter.</summary>
    private const double MovingSpeed = 0.04;

    /// <summary>Parts of the picture that a movement leads over at least, to have a direction.</summary>
    private const double NotableWay = 0.1;

    /// <summary>What gets further than this sideways while it grows or shrinks moves sideways, too.</summary>
    private const double FarWay = 0.25;

    /// <summary>Growth of the area that means coming closer.</summary>
    private const double NotableGrowth = 1.8;

    /// <summary>How long a thing rests before it has stopped.</summary>
    private const double RestSec = 2;

    /// <summary>The facts about one thing, in no order.</summary>
    public IEnumerable<Fact> Of(Thing thing)
    {
        yield return Fact(thing, FactKind.Visible, thing.Phrase, thing.StartSec, thing.EndSec);
        if (thing.Sightings.Count == 0)
        {
            yield break;
        }

        var (first, last) = (thing.Sightings[0], thing.Sightings[^1]);
        if (ComesLate(thing.StartSec))
        {
            var end = thing.Sightings.Count > 1 ? thing.Sightings[1].TimeSec : thing.EndSec;
            yield return EdgeOf(first, thing, comes: true) is { } edge
                ? Fact(thing, FactKind.Enters, $"{thing.Phrase} comes in {edge.From}", thing.StartSec, end, edge.From)
                : Fact(thing, FactKind.Appears, $"{thing.Phrase} comes into view", thing.StartSec, end);
        }
        if (GoesEarly(thing.EndSec))
        {
            var start = Math.Min(last.TimeSec, thing.EndSec - 0.001);
            yield return EdgeOf(last, thing, comes: false) is { } edge
                ? Fact(thing, FactKind.Leaves, $"{thing.Phrase} goes out {edge.To}", start, thing.EndSec, edge.To)
                : Fact(thing, FactKind.Disappears, $"{thing.Phrase} is no longer in view", start, thing.EndSec);
        }
        if (!thing.Moving)
        {
            yield break;
        }

        var (from, to) = MovingSpan(thing);
        if (to <= from)
        {
            yield break;
        }

        var direction = DirectionOf(thing, from, to);
        yield return Fact(
            thing,
            FactKind.Moves,
            direction is null ? $"{thing.Phrase} moves" : $"{thing.Phrase} moves {direction}",
            from,
            to,
            direction
        );
        if (thing.EndSec - to >= RestSec)
        {
            yield return Fact(thing, FactKind.Stops, $"{thing.Phrase} stops", to, thing.EndSec);
        }
    }

    private static Fact Fact(Thing thing, FactKind kind, string text, double start, double end, string? direction = null) =>
        new()
        {
            Kind = kind,
            Text = text,
            StartSec = start,
            EndSec = Math.Max(end, start + 0.001),
            Source = thing.Source,
            Confidence = thing.Confidence,
            Label = thing.Label,
            Name = thing.Name,
            Thing = thing.Number,
            Colours = thing.Colours,
            Alternatives = thing.Alternatives,
            Sightings = kind == FactKind.Visible ? thing.Sightings : [],
            Direction = direction,
        };

    private bool ComesLate(double startSec) =>
        startSec > LateSec && !cutsSec.Any(cut => startSec >= cut - LateSec && startSec <= cut + LateSec);

    private bool GoesEarly(double endSec) =>
        endSec < durationSec - LateSec && !cutsSec.Any(cut => endSec >= cut - LateSec && endSec <= cut + LateSec);

    // A thing that fills the picture touches edges wherever it goes: an edge counts when the movement leads over it, or it is the only one.
    private static (string From, string To)? EdgeOf(Sighting at, Thing thing, bool comes)
    {
        var edges = new List<(string, string, double Way)>();
        var other = comes ? thing.Sightings[^1] : thing.Sightings[0];
        var (dx, dy) = (at.CentreX() - other.CentreX(), at.CentreY() - other.CentreY());
        if (at.X <= EdgeMargin)
        {
            edges.Add(("from the left", "on the left", -dx));
        }

        if (at.X + at.Width >= 1 - EdgeMargin)
        {
            edges.Add(("from the right", "on the right", dx));
        }

        if (at.Y <= EdgeMargin)
        {
            edges.Add(("from the top", "at the top", -dy));
        }

        if (at.Y + at.Height >= 1 - EdgeMargin)
        {
            edges.Add(("from the bottom", "at the bottom", dy));
        }

        if (edges.Count == 0)
        {
            return null;
        }

        var (from, to, way) = edges.MaxBy(e => e.Way);
        return way >= NotableWay / 2 || edges.Count == 1 && thing.Sightings.Count <= 2 ? (from, to) : null;
    }

    private static (double From, double To) MovingSpan(Thing thing)
    {
        var (from, to) = (double.NaN, double.NaN);
        for (var i = 1; i < thing.Sightings.Count; i++)
        {
            var (a, b) = (thing.Sightings[i - 1], thing.Sightings[i]);
            var way = Math.Sqrt(Math.Pow(a.CentreX() - b.CentreX(), 2) + Math.Pow(a.CentreY() - b.CentreY(), 2));
            if (way / (b.TimeSec - a.TimeSec) < MovingSpeed)
            {
                continue;
            }

            if (double.IsNaN(from))
            {
                from = a.TimeSec;
            }

            to = b.TimeSec;
        }
        if (double.IsNaN(from))
        {
            return (thing.StartSec, thing.EndSec);
        }
        // What moves out of the picture moves to the end.
        return (from, thing.Sightings[^1].TimeSec <= to ? thing.EndSec : to);
    }

    private static string? DirectionOf(Thing thing, double from, double to)
    {
        var seen = thing.Sightings.Where(s => s.TimeSec >= from && s.TimeSec <= to).ToList();
        if (seen.Count < 2)
        {
            return null;
        }

        var (dx, dy) = (seen[^1].CentreX() - seen[0].CentreX(), seen[^1].CentreY() - seen[0].CentreY());
        var depth = DepthOf(seen);
        if (depth is not null && Math.Abs(dx) < FarWay)
        {
            return depth;
        }

        if (Math.Max(Math.Abs(dx), Math.Abs(dy)) < NotableWay)
        {
            return null;
        }

        var across =
            Math.Abs(dx) >= Math.Abs(dy)
                ? dx > 0
                    ? "to the right"
                    : "to the left"
                : dy > 0
                    ? "downwards in the picture"
                    : "upwards in the picture";
        return depth is null ? across : $"{across} and {depth}";
    }

    // What an edge cuts off has another size without coming closer.
    private static string? DepthOf(IEnumerable<Sighting> seen)
    {
        var whole = seen.Where(s =>
                s.X > EdgeMargin && s.Y > EdgeMargin && s.X + s.Width < 1 - EdgeMargin && s.Y + s.Height < 1 - EdgeMargin
            )
            .ToList();
        if (whole.Count < 2 || whole[0].Area() <= 0)
        {
            return null;
        }

        var growth = whole[^1].Area() / whole[0].Area();
        return growth >= NotableGrowth ? "towards the camera"
            : growth <= 1 / NotableGrowth ? "away from the camera"
            : null;
    }
}
