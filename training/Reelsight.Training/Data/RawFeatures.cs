using System.Numerics.Tensors;
using Reelsight.Inference.Detection;
using Reelsight.Inference.Embeddings;
using Reelsight.Training.LinearAlgebra;

namespace Reelsight.Training.Data;

/// <summary>Features as the describers gave them, row after row, in half precision.</summary>
internal sealed class RawFeatures(Half[] values)
{
    private static readonly int Detector = ObjectDetector.LayerSizes.Sum();

    public int Rows => values.Length / FeatureScaling.FeatureCount;

    /// <summary>What the detector and the picture network said of a picture.</summary>
    public (float[] Detector, float[] Network) GetRow(int row)
    {
        var all = new float[FeatureScaling.FeatureCount];
        TensorPrimitives.ConvertToSingle(values.AsSpan(row * all.Length, all.Length), all);
        return (all[..Detector], all[Detector..]);
    }

    public RawFeatures SelectRows(IReadOnlyList<int> rows) =>
        new([.. rows.SelectMany(row => values[(row * FeatureScaling.FeatureCount)..((row + 1) * FeatureScaling.FeatureCount)])]);

    /// <summary>All rows after the half of the scaling that needs no training.</summary>
    public Matrix ToNormalizedMatrix()
    {
        var matrix = new Matrix(Rows, FeatureScaling.FeatureCount);
        Parallel.For(0, Rows, i =>
        {
            TensorPrimitives.ConvertToSingle(values.AsSpan(i * matrix.Columns, matrix.Columns), matrix.GetRow(i));
            FeatureScaling.NormalizeLayers(matrix.GetRow(i));
        });
        return matrix;
    }
}
