namespace Reelsight.Media.Decoding;

/// <summary>How one decoded frame differs from those around it. All differences run from 0 (same) to 1.</summary>
/// <param name="Pts">Raw timestamp in the stream's time base.</param>
/// <param name="Step">Difference to the frame just before; 0 for the first.</param>
/// <param name="Lasting">
/// Difference between the frame just before and a frame about 0.2 s later: stays high after a cut, falls back after a flash.
/// </param>
/// <param name="Drift">Difference to the frame about one second before: rises slowly through a dissolve or fade.</param>
/// <param name="Blend">
/// How far the frame half-way through that second is from the average of its ends, relative to their difference:
/// near 0 inside a dissolve or fade, 0.5 and more with motion or a cut; 1 where nothing changed.
/// </param>
public readonly record struct FrameDifference(long Pts, float Step, float Lasting, float Drift, float Blend);
