using Reelsight.Core.Descriptions;

namespace Reelsight.Search.Snapshots;

/// <summary>
/// The box of an object from one time on: seconds, and its sides as fractions of the frame in steps of 1/255. Compact, because there are
/// many.
/// </summary>
internal readonly record struct TrackBox(float Time, byte X, byte Y, byte Width, byte Height)
{
    private const float FullScale = byte.MaxValue;

    public float Left => X / FullScale;
    public float Top => Y / FullScale;
    public float Right => (X + Width) / FullScale;
    public float Bottom => (Y + Height) / FullScale;
    public float CentreX => (X + Width / 2f) / FullScale;
    public float CentreY => (Y + Height / 2f) / FullScale;

    /// <summary>Its area as a fraction of the frame, 0-1.</summary>
    public float Area => Width / FullScale * (Height / FullScale);

    public static TrackBox From(Sighting seen) =>
        new((float)seen.TimeSec, ToByte(seen.X), ToByte(seen.Y), ToByte(seen.Width), ToByte(seen.Height));

    private static byte ToByte(float part) => (byte)Math.Round(Math.Clamp(part, 0, 1) * FullScale);
}
