namespace Reelsight.Media.Probe;

/// <summary>A start timecode.</summary>
/// <param name="Text">hh:mm:ss:ff, with ";" before the frames when frames are dropped.</param>
/// <param name="Source">Where it was found: "container" or "stream".</param>
public sealed record Timecode(string Text, string Source)
{
    /// <summary>True when the count drops frame numbers to keep up with the clock (29.97 and 59.94 fps).</summary>
    public bool IsDropFrame => Text.Contains(';', StringComparison.Ordinal);
}
