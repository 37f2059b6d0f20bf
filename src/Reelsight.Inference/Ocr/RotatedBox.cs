using System.Numerics;

namespace Reelsight.Inference.Ocr;

/// <summary>A rectangle in pixels that may be rotated.</summary>
/// <param name="Centre">Its middle.</param>
/// <param name="ReadingAxis">Unit vector in the direction of reading.</param>
/// <param name="Width">Size in the direction of reading.</param>
/// <param name="Height">Size across it.</param>
internal readonly record struct RotatedBox(Vector2 Centre, Vector2 ReadingAxis, float Width, float Height)
{
    // 1.5 degrees: less is within the rounding of a horizontal line to pixels.
    private const float MaxUprightSine = 0.026f;

    // Ascenders and descenders tilt the smallest rectangle around a horizontal word without making it much smaller; a line that
    // is really rotated gains much more.
    private const float MaxRotatedAreaShare = 0.85f;

    private float Area => Width * Height;

    /// <summary>Unit vector from the top of the letters to the bottom.</summary>
    public Vector2 DownAxis => new(-ReadingAxis.Y, ReadingAxis.X);

    /// <summary>Whether the sides of the rectangle are parallel to those of the image.</summary>
    public bool IsUpright => ReadingAxis.X > 0 && MathF.Abs(ReadingAxis.Y) < MaxUprightSine;

    /// <summary>Smallest rectangle around a convex hull: an axis-aligned one unless rotation makes it much smaller.</summary>
    /// <param name="hull">Corners of the hull in order; at least one.</param>
    public static RotatedBox FitAround(ReadOnlySpan<Vector2> hull)
    {
        var level = FitAligned(hull, Vector2.UnitX);
        var best = level;
        for (var i = 0; i < hull.Length; i++)
        {
            var edge = hull[(i + 1) % hull.Length] - hull[i];
            if (edge.LengthSquared() > 0)
            {
                var box = FitAligned(hull, Vector2.Normalize(edge));
                best = box.Area < best.Area ? box : best;
            }
        }

        return (best.Area < MaxRotatedAreaShare * level.Area ? best : level).OrientToReadingDirection();
    }

    /// <summary>The rectangle, grown by a distance on every side.</summary>
    public RotatedBox Expand(float distance) => this with { Width = Width + 2 * distance, Height = Height + 2 * distance };

    /// <summary>The rectangle in an image of another size.</summary>
    public RotatedBox Scale(float x, float y)
    {
        var scale = new Vector2(x, y);
        var (along, down) = (ReadingAxis * Width * scale, DownAxis * Height * scale);
        return new RotatedBox(Centre * scale, Vector2.Normalize(along), along.Length(), down.Length());
    }

    /// <summary>Whether a point lies inside.</summary>
    public bool Contains(Vector2 point)
    {
        var offset = point - Centre;
        return MathF.Abs(Vector2.Dot(offset, ReadingAxis)) <= Width / 2 && MathF.Abs(Vector2.Dot(offset, DownAxis)) <= Height / 2;
    }

    /// <summary>Corners clockwise from the top left of the first letter.</summary>
    public Vector2[] GetCorners()
    {
        var (along, down) = (ReadingAxis * Width / 2, DownAxis * Height / 2);
        return [Centre - along - down, Centre + along - down, Centre + along + down, Centre - along + down];
    }

    private static RotatedBox FitAligned(ReadOnlySpan<Vector2> points, Vector2 along)
    {
        var down = new Vector2(-along.Y, along.X);
        var (low, high) = (new Vector2(float.MaxValue), new Vector2(float.MinValue));
        foreach (var point in points)
        {
            var place = new Vector2(Vector2.Dot(point, along), Vector2.Dot(point, down));
            low = Vector2.Min(low, place);
            high = Vector2.Max(high, place);
        }

        var middle = (low + high) / 2;

        // Points are pixel centres, so a pixel's width belongs to the size.
        return new RotatedBox(middle.X * along + middle.Y * down, along, high.X - low.X + 1, high.Y - low.Y + 1);
    }

    /// <summary>Chooses the reading axis: the side nearer to horizontal, but for a column much higher than wide the
    /// other, from top to bottom.</summary>
    private RotatedBox OrientToReadingDirection()
    {
        var box = MathF.Abs(ReadingAxis.X) >= MathF.Abs(ReadingAxis.Y) ? this : new RotatedBox(Centre, DownAxis, Height, Width);
        box = box.ReadingAxis.X < 0 ? box with { ReadingAxis = -box.ReadingAxis } : box;
        return box.Height >= 2 * box.Width ? new RotatedBox(box.Centre, box.DownAxis, box.Height, box.Width) : box;
    }
}
