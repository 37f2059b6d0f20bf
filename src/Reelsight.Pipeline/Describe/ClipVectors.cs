using System.Numerics.Tensors;
using Reelsight.Media;
using Reelsight.Models.Objects;
using Reelsight.Models.Text;

namespace Reelsight.Pipeline.Describe;

/// <summary>Pools the vectors of sampled frames into those of clips. Rows are L2-normalised; a clip without a frame gets a row of zeros.</summary>
internal sealed class ClipVectors(IReadOnlyList<FrameVectors> frames, ConceptVector concepts)
{
    /// <summary>Clips × <see cref="Spaces.LookAlikeDimension"/>: the mean of the frames.</summary>
    public float[] LookAlikes(IReadOnlyList<TimeRange> clips) => Pool(clips, Spaces.LookAlikeDimension, (range, row) =>
    {
        foreach (var frame in Within(range))
            for (var i = 0; i < row.Length; i++) row[i] += (float)frame.LookAlike[i];
        var norm = TensorPrimitives.Norm<float>(row);
        if (norm > 0) TensorPrimitives.Divide(row, norm, row);
    });

    /// <summary>Clips × <see cref="Spaces.TextDimension"/>: each class at the best score it reaches in the clip, as a point in text space.</summary>
    public float[] Concepts(IReadOnlyList<TimeRange> clips) => Pool(clips, Spaces.TextDimension, (range, row) =>
    {
        var best = new float[ObjectLabels.All.Count];
        var any = false;
        foreach (var frame in Within(range))
        {
            any = true;
            for (var i = 0; i < best.Length; i++) best[i] = Math.Max(best[i], (float)frame.ClassScores[i]);
        }
        if (any) concepts.Encode(best).CopyTo(row);
    });

    private IEnumerable<FrameVectors> Within(TimeRange range) => frames.Where(f => range.Contains(f.TimeSec));

    private static float[] Pool(IReadOnlyList<TimeRange> clips, int dimension, SpanAction pool)
    {
        var rows = new float[clips.Count * dimension];
        for (var i = 0; i < clips.Count; i++) pool(clips[i], rows.AsSpan(i * dimension, dimension));
        return rows;
    }

    private delegate void SpanAction(TimeRange range, Span<float> row);
}
