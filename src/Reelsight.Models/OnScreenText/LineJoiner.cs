using System.Numerics;

namespace Reelsight.Models.OnScreenText;

/// <summary>Joins the pieces into which the detector breaks a level line on a busy ground, before they are read: a letter cut
/// by the edge of a piece would be misread.</summary>
internal static class LineJoiner
{
    // In heights of the lower piece. Boxes reach beyond their letters, so that words of one line nearly touch.
    private const float WidestGap = 0.5f;
    private const float LargestShift = 0.35f;
    private const float LargestHeightRatio = 1.5f;

    /// <summary>The boxes, with the pieces of each line made one.</summary>
    public static List<TurnedBox> Join(IEnumerable<TurnedBox> boxes)
    {
        var joined = new List<TurnedBox>();
        foreach (var box in boxes.OrderBy(box => box.Centre.X - box.Width / 2))
        {
            var left = joined.FindLastIndex(other => Continues(other, box));
            if (left < 0)
            {
                joined.Add(box);
            }
            else
            {
                joined[left] = Union(joined[left], box);
            }
        }

        return joined;
    }

    private static bool Continues(TurnedBox left, TurnedBox right)
    {
        if (!left.IsUpright || !right.IsUpright)
        {
            return false;
        }

        var (low, high) = (Math.Min(left.Height, right.Height), Math.Max(left.Height, right.Height));
        var gap = right.Centre.X - right.Width / 2 - (left.Centre.X + left.Width / 2);
        return gap < WidestGap * low && Math.Abs(left.Centre.Y - right.Centre.Y) < LargestShift * low && high < LargestHeightRatio * low;
    }

    private static TurnedBox Union(TurnedBox first, TurnedBox second)
    {
        var low = Vector2.Min(Corner(first, -1), Corner(second, -1));
        var high = Vector2.Max(Corner(first, 1), Corner(second, 1));
        return new TurnedBox((low + high) / 2, Vector2.UnitX, high.X - low.X, high.Y - low.Y);
    }

    private static Vector2 Corner(TurnedBox box, int side) => box.Centre + new Vector2(box.Width, box.Height) * side / 2;
}
