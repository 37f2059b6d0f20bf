using System.Numerics;

namespace Reelsight.Inference.Ocr;

/// <summary>Finds lines in the detector's probability map: connected pixels of high probability, each boxed at its own angle and grown,
/// since the detector marks only the core of a line.</summary>
internal static class TextRegionExtractor
{
    // The detector was trained on lines shrunk by a distance; this ratio undoes the shrinking.
    private const float UnclipRatio = 1.5f;
    private const float MinCoreSide = 3;

    /// <summary>Boxes in pixels of the map.</summary>
    /// <param name="map">Probability per pixel, row by row.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="options">Thresholds.</param>
    public static List<RotatedBox> Extract(ReadOnlySpan<float> map, int width, OcrOptions options)
    {
        var found = new List<RotatedBox>();
        var seen = new bool[map.Length];
        var pending = new Stack<int>();
        var spans = new SortedDictionary<int, (int Left, int Right)>();
        for (var start = 0; start < map.Length; start++)
        {
            if (map[start] <= options.PixelProbability || seen[start])
            {
                continue;
            }

            spans.Clear();
            FloodFill(map, width, start, options.PixelProbability, seen, pending, spans);
            var core = RotatedBox.FitAround(ComputeConvexHull(spans));
            if (Math.Min(core.Width, core.Height) >= MinCoreSide && ComputeMeanProbability(map, width, core) >= options.RegionProbability)
            {
                found.Add(core.Expand(core.Width * core.Height * UnclipRatio / (2 * (core.Width + core.Height))));
            }
        }

        return found;
    }

    /// <summary>Visits all pixels connected to the first one and records the outermost ones of each row.</summary>
    private static void FloodFill(
        ReadOnlySpan<float> map,
        int width,
        int start,
        float threshold,
        bool[] seen,
        Stack<int> pending,
        SortedDictionary<int, (int Left, int Right)> spans
    )
    {
        seen[start] = true;
        pending.Push(start);
        while (pending.TryPop(out var pixel))
        {
            var (y, x) = Math.DivRem(pixel, width);
            spans[y] = spans.TryGetValue(y, out var span) ? (Math.Min(span.Left, x), Math.Max(span.Right, x)) : (x, x);
            for (var nextY = Math.Max(0, y - 1); nextY <= y + 1 && nextY * width < map.Length; nextY++)
            {
                for (var nextX = Math.Max(0, x - 1); nextX <= x + 1 && nextX < width; nextX++)
                {
                    var next = nextY * width + nextX;
                    if (!seen[next] && map[next] > threshold)
                    {
                        seen[next] = true;
                        pending.Push(next);
                    }
                }
            }
        }
    }

    /// <summary>Convex hull of rows of pixels: the left ends downwards, then the right ends upwards.</summary>
    private static Vector2[] ComputeConvexHull(SortedDictionary<int, (int Left, int Right)> spans)
    {
        var outline = new List<Vector2>();
        AppendConvex(spans.Select(row => new Vector2(row.Value.Left, row.Key)), outline);
        var right = new List<Vector2>();
        AppendConvex(spans.Reverse().Select(row => new Vector2(row.Value.Right, row.Key)), right);
        outline.AddRange(right);
        return [.. outline];
    }

    private static void AppendConvex(IEnumerable<Vector2> points, List<Vector2> outline)
    {
        foreach (var point in points)
        {
            while (outline.Count > 1 && CrossProduct(outline[^2], outline[^1], point) >= 0)
            {
                outline.RemoveAt(outline.Count - 1);
            }

            outline.Add(point);
        }
    }

    private static float CrossProduct(Vector2 first, Vector2 second, Vector2 third)
    {
        var (a, b) = (second - first, third - second);
        return a.X * b.Y - a.Y * b.X;
    }

    private static float ComputeMeanProbability(ReadOnlySpan<float> map, int width, RotatedBox box)
    {
        var corners = box.GetCorners();
        var height = map.Length / width;
        var (sum, count) = (0f, 0);
        var bottom = Math.Min(height - 1, (int)corners.Max(corner => corner.Y));
        var right = Math.Min(width - 1, (int)corners.Max(corner => corner.X));
        for (var y = Math.Max(0, (int)corners.Min(corner => corner.Y)); y <= bottom; y++)
        {
            for (var x = Math.Max(0, (int)corners.Min(corner => corner.X)); x <= right; x++)
            {
                if (box.Contains(new Vector2(x, y)))
                {
                    sum += map[y * width + x];
                    count++;
                }
            }
        }

        return count == 0 ? 0 : sum / count;
    }
}
