namespace Reelsight.Inference.Imaging;

/// <summary>A rectangle in an image, in fractions of the image's width and height from its top left corner.</summary>
/// <param name="X">Left edge, 0 to 1.</param>
/// <param name="Y">Top edge, 0 to 1.</param>
/// <param name="Width">Width, 0 to 1.</param>
/// <param name="Height">Height, 0 to 1.</param>
public readonly record struct BoundingBox(float X, float Y, float Width, float Height)
{
    /// <summary>The whole image.</summary>
    public static BoundingBox Whole { get; } = new(0, 0, 1, 1);

    /// <summary>Right edge.</summary>
    public float Right => X + Width;

    /// <summary>Bottom edge.</summary>
    public float Bottom => Y + Height;

    /// <summary>Area as a fraction of the image.</summary>
    public float Area => Width * Height;

    /// <summary>Horizontal centre.</summary>
    public float CentreX => X + (Width / 2);

    /// <summary>Vertical centre.</summary>
    public float CentreY => Y + (Height / 2);

    /// <summary>Area of the intersection, as a fraction of the image.</summary>
    public float Intersection(BoundingBox other)
    {
        var width = MathF.Min(Right, other.Right) - MathF.Max(X, other.X);
        var height = MathF.Min(Bottom, other.Bottom) - MathF.Max(Y, other.Y);
        return width > 0 && height > 0 ? width * height : 0;
    }

    /// <summary>Area of the intersection divided by that of the union: 0 for disjoint boxes, 1 for equal ones.</summary>
    public float IntersectionOverUnion(BoundingBox other)
    {
        var both = Intersection(other);
        var either = Area + other.Area - both;
        return either > 0 ? both / either : 0;
    }
}
