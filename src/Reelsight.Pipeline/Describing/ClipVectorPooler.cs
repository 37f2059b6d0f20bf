using System.Numerics.Tensors;
using Reelsight.Core.Descriptions;
using Reelsight.Core.Time;
using Reelsight.Inference.Embeddings;

namespace Reelsight.Pipeline.Describing;

/// <summary>
/// Pools the embeddings of sampled frames into embeddings of clips. Rows are L2-normalized; a clip without a frame gets zeros.
/// </summary>
internal sealed class ClipVectorPooler(IReadOnlyList<FrameVectors> frames)
{
    // Tags less likely than this are noise, and no clip shows more than ten things.
    private const float MinProbability = 0.02f;
    private const int MaxTags = 10;

    /// <summary>Clips × <see cref="EmbeddingSpaces.VisualSimilarityDimension"/>: pooled from the frames that are not blank.</summary>
    public float[] PoolVisualSimilarity(IReadOnlyList<TimeRange> clips)
    {
        var rows = new float[clips.Count * EmbeddingSpaces.VisualSimilarityDimension];
        for (var clip = 0; clip < clips.Count; clip++)
        {
            var (pooled, _) = FramePooling.Pool(
                [.. FramesIn(clips[clip]).Select(frame => frame.VisualSimilarity).OfType<float[]>()],
                EmbeddingSpaces.VisualSimilarityDimension
            );
            pooled.CopyTo(rows, clip * EmbeddingSpaces.VisualSimilarityDimension);
        }
        return rows;
    }

    /// <summary>The embedding of each clip in the joint space, and its likeliest tags.</summary>
    /// <param name="clips">The clips.</param>
    /// <param name="space">The joint space of the frames.</param>
    public (float[] Vectors, IReadOnlyList<ClipTag>[] Tags) PoolJoint(IReadOnlyList<TimeRange> clips, IJointSpace space)
    {
        var vectors = new float[clips.Count * space.Dimension];
        var tags = new IReadOnlyList<ClipTag>[clips.Count];
        for (var clip = 0; clip < clips.Count; clip++)
        {
            FrameVectors[] own = [.. FramesIn(clips[clip])];
            var (pooled, weights) = FramePooling.Pool([.. own.Select(frame => frame.Joint.Vector)], space.Dimension);
            pooled.CopyTo(vectors, clip * space.Dimension);
            var likely = new float[space.Names.Count];
            for (var frame = 0; frame < own.Length; frame++)
            {
                TensorPrimitives.MultiplyAdd<float>(own[frame].Joint.Probabilities, weights[frame], likely, likely);
            }

            tags[clip] = SelectTags(likely, space.Names);
        }
        return (vectors, tags);
    }

    /// <summary>The tags likely enough to keep, likeliest first.</summary>
    public static ClipTag[] SelectTags(float[] probabilities, IReadOnlyList<string> names) =>
        [
            .. Enumerable
                .Range(0, probabilities.Length)
                .Where(place => probabilities[place] >= MinProbability)
                .OrderByDescending(place => probabilities[place])
                .Take(MaxTags)
                .Select(place => new ClipTag(names[place], probabilities[place])),
        ];

    private IEnumerable<FrameVectors> FramesIn(TimeRange range) => frames.Where(f => range.Contains(f.TimeSec));
}
