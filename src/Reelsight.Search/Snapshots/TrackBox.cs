using Reelsight.Core.Descriptions;

namespace Reelsight.Search.Snapshots;

/// <summary>
/// Where an object was from one moment on: seconds, and its box in parts of 255 of the picture. Small, because there are many.
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

    /// <summary>Share of the picture.</summary>
    public float Area => Width / FullScale * (Height / FullScale);

    public static TrackBox From(Sighting seen) =>
        new((float)seen.TimeSec, ToByte(seen.X), ToByte(seen.Y), ToByte(seen.Width), ToByte(seen.Height));

    private static byte ToByte(float part) => (byte)Math.Round(Math.Clamp(part, 0, 1) * FullScale);
}
