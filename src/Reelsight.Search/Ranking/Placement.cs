using Reelsight.Search.Reading;
using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Ranking;

/// <summary>Where in the picture objects are and how large: from the boxes of their sightings, each good until the next.</summary>
internal static class Placement
{
    // "On the left" is the left third; its half is nearly so.
    private const float Third = 1 / 3f,
        Half = 0.5f;

    // A share of the picture: a person who fills its height takes about a sixth.
    private const float LargeArea = 0.15f,
        RatherLargeArea = 0.08f,
        SmallArea = 0.01f,
        RatherSmallArea = 0.03f;

    /// <summary>When a track is where and as large as asked, and how fully: outright when it is so for most of that time.</summary>
    public static (Stretch[] Seen, Answer Answer) Narrow(Track track, QueryPart part)
    {
        var runs = new List<Stretch>();
        var (fully, nearly) = (0, 0);
        for (var i = 0; i < track.Boxes.Length; i++)
        {
            var answer = Of(track.Boxes[i], part);
            if (answer == Answer.None)
            {
                continue;
            }
            fully += answer == Answer.Outright ? 1 : 0;
            nearly += answer == Answer.Nearly ? 1 : 0;
            var start = i == 0 ? 0 : track.Boxes[i].Time;
            var end = i + 1 < track.Boxes.Length ? track.Boxes[i + 1].Time : double.MaxValue;
            if (runs.Count > 0 && runs[^1].End == start)
            {
                runs[^1] = runs[^1] with { End = end };
            }
            else
            {
                runs.Add(new Stretch(start, end));
            }
        }
        return (
            [.. Stretches.Both(runs, [.. track.Seen])],
            fully == 0 && nearly == 0 ? Answer.None
            : fully >= nearly ? Answer.Outright
            : Answer.Nearly
        );
    }

    /// <summary>The place and size of a track in a stretch, as far as a part asks for them: "left third, 12 % of the picture".</summary>
    public static string Describe(Track track, QueryPart part, double start, double end)
    {
        var boxes = Array.FindAll(track.Boxes, box => start <= box.Time && box.Time < end && Of(box, part) != Answer.None);
        if (boxes.Length == 0)
        {
            boxes = track.Boxes;
        }
        var said = new List<string>();
        if (part.Zone is { } zone)
        {
            var width = boxes.Count(box => InZone(box, zone) == Answer.Outright) * 2 >= boxes.Length ? "third" : "half";
            said.Add(
                zone == Zone.Centre
                    ? width == "third"
                        ? "centre"
                        : "near the centre"
                    : $"{string.Join(' ', Enum.GetValues<Zone>().Where(side => zone.HasFlag(side)).OrderByDescending(side => side).Select(side => side.ToString().ToLowerInvariant()))} {width}"
            );
        }
        if (part.Size is not null)
        {
            said.Add(FormattableString.Invariant($"{100 * boxes.Average(box => box.Area):0.#} % of the picture"));
        }
        return string.Join(", ", said);
    }

    private static Answer Of(Box box, QueryPart part)
    {
        var zone = part.Zone is { } asked ? InZone(box, asked) : Answer.Outright;
        var size = part.Size switch
        {
            Size.Large => box.Area >= LargeArea ? Answer.Outright
            : box.Area >= RatherLargeArea ? Answer.Nearly
            : Answer.None,
            Size.Small => box.Area <= SmallArea ? Answer.Outright
            : box.Area <= RatherSmallArea ? Answer.Nearly
            : Answer.None,
            _ => Answer.Outright,
        };
        return zone < size ? zone : size;
    }

    private static Answer InZone(Box box, Zone zone)
    {
        if (zone == Zone.Centre)
        {
            var off = Math.Max(Math.Abs(box.CentreX - Half), Math.Abs(box.CentreY - Half));
            return off <= Third / 2 ? Answer.Outright
                : off <= Half / 2 ? Answer.Nearly
                : Answer.None;
        }
        var far = 0f;
        far = zone.HasFlag(Zone.Left) ? Math.Max(far, box.CentreX) : far;
        far = zone.HasFlag(Zone.Right) ? Math.Max(far, 1 - box.CentreX) : far;
        far = zone.HasFlag(Zone.Top) ? Math.Max(far, box.CentreY) : far;
        far = zone.HasFlag(Zone.Bottom) ? Math.Max(far, 1 - box.CentreY) : far;
        return far <= Third ? Answer.Outright
            : far < Half ? Answer.Nearly
            : Answer.None;
    }
}
