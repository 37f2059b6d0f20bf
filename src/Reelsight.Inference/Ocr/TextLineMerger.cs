using System.Numerics;

namespace Reelsight.Inference.Ocr;

/// <summary>Merges the pieces into which the detector breaks a horizontal line on a busy background, before recognition: a letter cut
/// by the edge of a piece would be misread.</summary>
internal static class TextLineMerger
{
    // In heights of the smaller piece. Boxes reach beyond their letters, so that words of one line nearly touch.
    private const float MaxGap = 0.5f;
    private const float MaxShift = 0.35f;
    private const float MaxHeightRatio = 1.5f;

    /// <summary>The boxes, with the pieces of each line merged.</summary>
    public static List<RotatedBox> Merge(IEnumerable<RotatedBox> boxes)
    {
        var joined = new List<RotatedBox>();
        foreach (var box in boxes.OrderBy(box => box.Centre.X - box.Width / 2))
        {
            var left = joined.FindLastIndex(other => IsContinuation(other, box));
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

    private static bool IsContinuation(RotatedBox left, RotatedBox right)
    {
        if (!left.IsUpright || !right.IsUpright)
        {
            return false;
        }

        var (low, high) = (Math.Min(left.Height, right.Height), Math.Max(left.Height, right.Height));
        var gap = right.Centre.X - right.Width / 2 - (left.Centre.X + left.Width / 2);
        return gap < MaxGap * low && Math.Abs(left.Centre.Y - right.Centre.Y) < MaxShift * low && high < MaxHeightRatio * low;
    }

    private static RotatedBox Union(RotatedBox first, RotatedBox second)
    {
        var low = Vector2.Min(GetCorner(first, -1), GetCorner(second, -1));
        var high = Vector2.Max(GetCorner(first, 1), GetCorner(second, 1));
        return new RotatedBox((low + high) / 2, Vector2.UnitX, high.X - low.X, high.Y - low.Y);
    }

    private static Vector2 GetCorner(RotatedBox box, int side) => box.Centre + new Vector2(box.Width, box.Height) * side / 2;
}
