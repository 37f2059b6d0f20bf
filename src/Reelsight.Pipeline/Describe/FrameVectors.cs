using Reelsight.Models.Objects;

namespace Reelsight.Pipeline.Describe;

/// <summary>What is kept of a sampled frame until the clips are known: its time, class scores and look-alike vector, in half precision (2.7 kB).</summary>
internal readonly record struct FrameVectors(double TimeSec, Half[] ClassScores, Half[] LookAlike)
{
    public static FrameVectors Of(double timeSec, FrameObjects found) => new(timeSec, Narrow(found.ClassScores), Narrow(found.LookAlike));

    private static Half[] Narrow(float[] values) => Array.ConvertAll(values, v => (Half)v);
}
