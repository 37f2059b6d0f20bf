using Reelsight.Core.Descriptions;

namespace Reelsight.Analysis.Facts;

/// <summary>Builds facts about each object: that it is in view, appears, disappears, moves or stops.</summary>
internal sealed class ObjectFactBuilder(double durationSec, IReadOnlyList<double> cutsSec)
{
    /// <summary>An object first seen later than this after the start of the video or a cut has appeared.</summary>
    private const double MinDelaySec = 0.75;

    /// <summary>Boxes end this near to an edge that they touch.</summary>
    private const double EdgeMargin = 0.025;

    /// <summary>Speed above which a box moves rather than jitters, image sizes a second.</summary>
    private const double MinSpeed = 0.04;

    /// <summary>Smallest distance of a movement with a direction, image sizes.</summary>
    private const double MinDisplacement = 0.1;

    /// <summary>What gets further than this sideways while it grows or shrinks moves sideways, too.</summary>
    private const double MinLateralDisplacement = 0.25;

    /// <summary>Growth of the area that means coming closer.</summary>
    private const double MinGrowth = 1.8;

    /// <summary>Time at rest after which a moving object has stopped.</summary>
    private const double MinRestSec = 2;

    /// <summary>The facts about one object, in no order.</summary>
    public IEnumerable<Fact> Build(ObjectInstance thing)
    {
        yield return CreateFact(thing, FactKind.Visible, thing.NounPhrase, thing.StartSec, thing.EndSec);
        if (thing.Sightings.Count == 0)
        {
            yield break;
        }

        var (first, last) = (thing.Sightings[0], thing.Sightings[^1]);
        if (AppearsDuringShot(thing.StartSec))
        {
            var end = thing.Sightings.Count > 1 ? thing.Sightings[1].TimeSec : thing.EndSec;
            yield return FindCrossedEdge(first, thing, isAppearing: true) is { } edge
                ? CreateFact(thing, FactKind.Enters, $"{thing.NounPhrase} comes in {edge.From}", thing.StartSec, end, edge.From)
                : CreateFact(thing, FactKind.Appears, $"{thing.NounPhrase} comes into view", thing.StartSec, end);
        }
        if (DisappearsDuringShot(thing.EndSec))
        {
            var start = Math.Min(last.TimeSec, thing.EndSec - 0.001);
            yield return FindCrossedEdge(last, thing, isAppearing: false) is { } edge
                ? CreateFact(thing, FactKind.Leaves, $"{thing.NounPhrase} goes out {edge.To}", start, thing.EndSec, edge.To)
                : CreateFact(thing, FactKind.Disappears, $"{thing.NounPhrase} is no longer in view", start, thing.EndSec);
        }
        if (!thing.IsMoving)
        {
            yield break;
        }

        var (from, to) = FindMotionInterval(thing);
        if (to <= from)
        {
            yield break;
        }

        var direction = GetDirection(thing, from, to);
        yield return CreateFact(
            thing,
            FactKind.Moves,
            direction is null ? $"{thing.NounPhrase} moves" : $"{thing.NounPhrase} moves {direction}",
            from,
            to,
            direction
        );
        if (thing.EndSec - to >= MinRestSec)
        {
            yield return CreateFact(thing, FactKind.Stops, $"{thing.NounPhrase} stops", to, thing.EndSec);
        }
    }

    private static Fact CreateFact(ObjectInstance thing, FactKind kind, string text, double start, double end, string? direction = null) =>
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
            ObjectNumber = thing.Number,
            Colours = thing.Colours,
            Alternatives = thing.Alternatives,
            Sightings = kind == FactKind.Visible ? thing.Sightings : [],
            Direction = direction,
            Body = kind == FactKind.Visible ? thing.Body : null,
        };

    private bool AppearsDuringShot(double startSec) =>
        startSec > MinDelaySec && !cutsSec.Any(cut => startSec >= cut - MinDelaySec && startSec <= cut + MinDelaySec);

    private bool DisappearsDuringShot(double endSec) =>
        endSec < durationSec - MinDelaySec && !cutsSec.Any(cut => endSec >= cut - MinDelaySec && endSec <= cut + MinDelaySec);

    // A thing that fills the image touches edges wherever it goes: an edge counts when the movement leads over it, or it is the only one.
    private static (string From, string To)? FindCrossedEdge(Sighting at, ObjectInstance thing, bool isAppearing)
    {
        var edges = new List<(string, string, double Way)>();
        var other = isAppearing ? thing.Sightings[^1] : thing.Sightings[0];
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

        var (from, to, displacement) = edges.MaxBy(e => e.Way);
        return displacement >= MinDisplacement / 2 || edges.Count == 1 && thing.Sightings.Count <= 2 ? (from, to) : null;
    }

    private static (double From, double To) FindMotionInterval(ObjectInstance thing)
    {
        var (from, to) = (double.NaN, double.NaN);
        for (var i = 1; i < thing.Sightings.Count; i++)
        {
            var (a, b) = (thing.Sightings[i - 1], thing.Sightings[i]);
            var distance = Math.Sqrt(Math.Pow(a.CentreX() - b.CentreX(), 2) + Math.Pow(a.CentreY() - b.CentreY(), 2));
            if (distance / (b.TimeSec - a.TimeSec) < MinSpeed)
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
        // What moves out of the image moves to the end.
        return (from, thing.Sightings[^1].TimeSec <= to ? thing.EndSec : to);
    }

    private static string? GetDirection(ObjectInstance thing, double from, double to)
    {
        var seen = thing.Sightings.Where(s => s.TimeSec >= from && s.TimeSec <= to).ToList();
        if (seen.Count < 2)
        {
            return null;
        }

        var (dx, dy) = (seen[^1].CentreX() - seen[0].CentreX(), seen[^1].CentreY() - seen[0].CentreY());
        var depth = GetDepthDirection(seen);
        if (depth is not null && Math.Abs(dx) < MinLateralDisplacement)
        {
            return depth;
        }

        if (Math.Max(Math.Abs(dx), Math.Abs(dy)) < MinDisplacement)
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
    private static string? GetDepthDirection(IEnumerable<Sighting> seen)
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
        return growth >= MinGrowth ? "towards the camera"
            : growth <= 1 / MinGrowth ? "away from the camera"
            : null;
    }
}
