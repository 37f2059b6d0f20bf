using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Core.Time;
using Reelsight.Labels.Teaching;

namespace Reelsight.Labels.Tests.Teaching;

/// <summary>Videos with vectors made by a seed: windows that show the label point one way, the others elsewhere.</summary>
internal static class TeachingFootage
{
    private const int Dimension = 32;
    private const int VisualDimension = 8;
    private const double ClipSec = 5;

    /// <summary>A video of one frame a second, in clips of five.</summary>
    /// <param name="id">Its id; also the seed.</param>
    /// <param name="seconds">Its length.</param>
    /// <param name="shown">What shows the label.</param>
    /// <param name="accepted">What is marked; all that shows it when null.</param>
    /// <param name="rejected">What is rejected.</param>
    /// <param name="noise">How far the vectors scatter.</param>
    public static TeachingVideo Make(
        string id,
        int seconds,
        TimeRange[] shown,
        TimeRange[]? accepted = null,
        TimeRange[]? rejected = null,
        double noise = 0.6
    )
    {
        var random = new Random(id.Sum(c => c));
        var times = Enumerable.Range(0, seconds).Select(s => s + 0.5).ToArray();
        var values = new float[seconds * Dimension];
        for (var s = 0; s < seconds; s++)
        {
            var shows = shown.Any(r => r.Contains(times[s]));
            for (var d = 0; d < Dimension; d++)
            {
                values[(s * Dimension) + d] = (float)((shows == (d < 4) && d < 8 ? 0.5 : 0) + (noise * (random.NextDouble() - 0.5)));
            }
        }

        var clips = Enumerable
            .Range(0, (int)Math.Ceiling(seconds / ClipSec))
            .Select(c => new Clip(c * ClipSec, Math.Min(seconds, (c + 1) * ClipSec), null))
            .ToArray();
        return new TeachingVideo(
            id,
            clips,
            new FrameVectorSet("space", Dimension, times, values),
            [.. Enumerable.Range(0, clips.Length * VisualDimension).Select(_ => (float)random.NextDouble())],
            accepted ?? shown,
            rejected ?? []
        );
    }
}
