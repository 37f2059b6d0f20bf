using Reelsight.Search.Query;
using Reelsight.Search.Ranking;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Matching;

/// <summary>Position and size of objects in the frame, from the boxes of their sightings. A box holds until the next sighting.</summary>
internal static class ObjectPlacement
{
    // "On the left" is the left third; the left half is a partial match.
    private const float Third = 1 / 3f,
        Half = 0.5f;

    // Fractions of the frame: a person as tall as the frame covers about a sixth of it.
    private const float LargeArea = 0.15f,
        PartlyLargeArea = 0.08f,
        SmallArea = 0.01f,
        PartlySmallArea = 0.03f;

    /// <summary>
    /// When a track has the position and size that a term asks for; a full match when it has them for most of the time it is in view.
    /// </summary>
    public static (TimeInterval[] Seen, MatchLevel Answer) FilterTrack(Track track, QueryTerm term)
    {
        var runs = new List<TimeInterval>();
        var (fully, nearly) = (0, 0);
        for (var i = 0; i < track.Boxes.Length; i++)
        {
            var level = MatchBox(track.Boxes[i], term);
            if (level == MatchLevel.None)
            {
                continue;
            }
            fully += level == MatchLevel.Full ? 1 : 0;
            nearly += level == MatchLevel.Partial ? 1 : 0;
            var start = i == 0 ? 0 : track.Boxes[i].Time;
            var end = i + 1 < track.Boxes.Length ? track.Boxes[i + 1].Time : double.MaxValue;
            if (runs.Count > 0 && runs[^1].End == start)
            {
                runs[^1] = runs[^1] with { End = end };
            }
            else
            {
                runs.Add(new TimeInterval(start, end));
            }
        }
        return (
            [.. IntervalAlgebra.Intersect(runs, [.. track.VisibleIntervals])],
            fully == 0 && nearly == 0 ? MatchLevel.None
            : fully >= nearly ? MatchLevel.Full
            : MatchLevel.Partial
        );
    }

    // The vertical side first: "top left".
    private static string FormatSides(ImageZone zone) =>
        string.Join(
            ' ',
            Enum.GetValues<ImageZone>()
                .Where(side => zone.HasFlag(side))
                .OrderByDescending(side => side)
                .Select(side => side.ToString().ToLowerInvariant())
        );

    /// <summary>
    /// The position and size of a track in an interval, as far as a term asks for them.
    /// </summary>
    public static string Format(Track track, QueryTerm term, double start, double end)
    {
        var boxes = Array.FindAll(track.Boxes, box => start <= box.Time && box.Time < end && MatchBox(box, term) != MatchLevel.None);
        if (boxes.Length == 0)
        {
            boxes = track.Boxes;
        }
        var said = new List<string>();
        if (term.Zone is { } zone)
        {
            var width = boxes.Count(box => MatchZone(box, zone) == MatchLevel.Full) * 2 >= boxes.Length ? "third" : "half";
            said.Add(
                zone == ImageZone.Centre
                    ? width == "third"
                        ? "centre"
                        : "near the centre"
                    : $"{FormatSides(zone)} {width}"
            );
        }
        if (term.Size is not null)
        {
            said.Add(FormattableString.Invariant($"{100 * boxes.Average(box => box.Area):0.#} % of the picture"));
        }
        return string.Join(", ", said);
    }

    private static MatchLevel MatchBox(TrackBox box, QueryTerm term)
    {
        var zone = term.Zone is { } asked ? MatchZone(box, asked) : MatchLevel.Full;
        var size = term.Size switch
        {
            ObjectSize.Large => box.Area >= LargeArea ? MatchLevel.Full
            : box.Area >= PartlyLargeArea ? MatchLevel.Partial
            : MatchLevel.None,
            ObjectSize.Small => box.Area <= SmallArea ? MatchLevel.Full
            : box.Area <= PartlySmallArea ? MatchLevel.Partial
            : MatchLevel.None,
            _ => MatchLevel.Full,
        };
        return zone < size ? zone : size;
    }

    private static MatchLevel MatchZone(TrackBox box, ImageZone zone)
    {
        if (zone == ImageZone.Centre)
        {
            var off = Math.Max(Math.Abs(box.CentreX - Half), Math.Abs(box.CentreY - Half));
            return off <= Third / 2 ? MatchLevel.Full
                : off <= Half / 2 ? MatchLevel.Partial
                : MatchLevel.None;
        }
        var far = 0f;
        far = zone.HasFlag(ImageZone.Left) ? Math.Max(far, box.CentreX) : far;
        far = zone.HasFlag(ImageZone.Right) ? Math.Max(far, 1 - box.CentreX) : far;
        far = zone.HasFlag(ImageZone.Top) ? Math.Max(far, box.CentreY) : far;
        far = zone.HasFlag(ImageZone.Bottom) ? Math.Max(far, 1 - box.CentreY) : far;
        return far <= Third ? MatchLevel.Full
            : far < Half ? MatchLevel.Partial
            : MatchLevel.None;
    }
}
