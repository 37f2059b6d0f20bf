using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Core.Time;

namespace Reelsight.Server.Tests.Api.ReelsightV1.Labels;

/// <summary>Descriptions of twelve seconds whose vectors point one way where something is shown, and another way elsewhere.</summary>
internal static class TaughtFootage
{
    internal const string Space = "reelsight-1@test";
    private const int Dimension = 16;
    private const int Seconds = 12;

    /// <summary>One clip and one frame a second.</summary>
    /// <param name="seed">Scatters the vectors a little.</param>
    /// <param name="startSec">Where what is shown begins.</param>
    /// <param name="endSec">Where it ends.</param>
    internal static MediaDescription Show(int seed, double startSec, double endSec)
    {
        var random = new Random(seed);
        var values = new float[Seconds * Dimension];
        for (var s = 0; s < Seconds; s++)
        {
            var shown = new TimeRange(startSec, endSec).Contains(s + 0.5);
            for (var d = 0; d < Dimension; d++)
            {
                values[(s * Dimension) + d] = (shown == (d < 4) && d < 8 ? 0.5f : 0) + (0.2f * (random.NextSingle() - 0.5f));
            }
        }

        return new MediaDescription
        {
            Space = Space,
            Clips = [.. Enumerable.Range(0, Seconds).Select(s => new Clip(s, s + 1, null))],
            Evidence = [],
            Vectors = [new VectorSet("reelsight-1", VectorUnit.Clip, Dimension, values)],
            Frames = new FrameVectorSet("reelsight-1", Dimension, [.. Enumerable.Range(0, Seconds).Select(s => s + 0.5)], values),
            HasAudio = false,
        };
    }
}
