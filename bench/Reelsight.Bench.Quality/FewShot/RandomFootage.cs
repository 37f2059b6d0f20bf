using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Core.Time;
using Reelsight.Inference.Embeddings;
using Reelsight.Labels.Teaching;

namespace Reelsight.Bench.Quality.FewShot;

/// <summary>Videos of random vectors in the sizes of the product, for measuring time.</summary>
internal static class RandomFootage
{
    private const int FramesOfClip = 6;
    private const int Examples = 5;
    private const int Names = 400;

    /// <summary>A video of one frame a second with five examples.</summary>
    public static TeachingVideo Make(string id, int frames, int seed)
    {
        var random = new Random(seed);
        var clips = Enumerable
            .Range(0, (frames + FramesOfClip - 1) / FramesOfClip)
            .Select(i => new Clip(i * FramesOfClip, Math.Min(frames, (i + 1) * FramesOfClip), null)
            {
                Tags = [.. Enumerable.Range(0, 5).Select(_ => new ClipTag($"name {random.Next(Names)}", 0.1f)).DistinctBy(t => t.Name)],
            })
            .ToList();
        return new TeachingVideo(
            id,
            clips,
            new FrameVectorSet(
                "random",
                JointSpace.Dimensions,
                [.. Enumerable.Range(0, frames).Select(i => i + 0.5)],
                [.. Enumerable.Range(0, frames * JointSpace.Dimensions).Select(_ => random.NextSingle() - 0.5f)]
            ),
            [.. Enumerable.Range(0, clips.Count * VisualSimilaritySpace.Dimensions).Select(_ => random.NextSingle() - 0.5f)],
            [.. Enumerable.Range(0, Examples).Select(i => new TimeRange(i * 100, (i * 100) + 8))],
            []
        );
    }
}
