using Reelsight.Core.Descriptions;

namespace Reelsight.Analysis.Facts;

/// <summary>Positions of sightings relative to the image size.</summary>
internal static class SightingGeometry
{
    public static double CentreX(this Sighting s) => s.X + s.Width / 2;

    public static double CentreY(this Sighting s) => s.Y + s.Height / 2;

    public static double Area(this Sighting s) => s.Width * s.Height;

    /// <summary>The area that two places share, of that which they cover together; 0-1.</summary>
    public static double IntersectionOverUnion(this Sighting a, Sighting b)
    {
        var across = Math.Min(a.X + a.Width, b.X + b.Width) - Math.Max(a.X, b.X);
        var down = Math.Min(a.Y + a.Height, b.Y + b.Height) - Math.Max(a.Y, b.Y);
        if (across <= 0 || down <= 0)
        {
            return 0;
        }

        return across * down / (a.Area() + b.Area() - across * down);
    }
}
