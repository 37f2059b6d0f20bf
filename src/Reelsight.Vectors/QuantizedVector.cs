namespace Reelsight.Vectors;

/// <summary>A query vector as signed bytes with one scale.</summary>
public sealed class QuantizedVector
{
    private readonly sbyte[] _values;
    private readonly float _scale;
    private readonly int _biasCorrection;

    /// <summary>Quantizes a vector: scales it by its largest magnitude over 127 and rounds to nearest.</summary>
    /// <param name="vector">L2-normalised.</param>
    public QuantizedVector(ReadOnlySpan<float> vector)
    {
        var maxMagnitude = 0f;
        foreach (var value in vector)
        {
            maxMagnitude = MathF.Max(maxMagnitude, MathF.Abs(value));
        }
        _scale = maxMagnitude / 127;
        _values = new sbyte[vector.Length];
        for (var i = 0; i < vector.Length && maxMagnitude > 0; i++)
        {
            _values[i] = (sbyte)MathF.Round(vector[i] / _scale);
            _biasCorrection += 128 * _values[i];
        }
    }

    /// <summary>Takes over a stored row without loss: its cosines are those of the row.</summary>
    /// <param name="row">The bytes of the row, 128 added to each.</param>
    /// <param name="rowScale">The scale of the row: what a difference of 1 stands for.</param>
    public QuantizedVector(ReadOnlySpan<byte> row, float rowScale)
    {
        _scale = rowScale;
        _values = new sbyte[row.Length];
        for (var i = 0; i < row.Length; i++)
        {
            _values[i] = (sbyte)(row[i] - 128);
            _biasCorrection += 128 * _values[i];
        }
    }

    /// <summary>Number of dimensions.</summary>
    public int Dimension => _values.Length;

    /// <summary>The cosine similarity with a stored row.</summary>
    /// <param name="row">The bytes of the row, 128 added to each.</param>
    /// <param name="rowScale">The scale of the row: what a difference of 1 stands for.</param>
    public float Cosine(ReadOnlySpan<byte> row, float rowScale) =>
        (DotProduct.ComputeBiased(row, _values) - _biasCorrection) * _scale * rowScale;

    /// <summary>
    /// The cosine similarity by a given implementation of the dot product, such as <see cref="DotProduct.ComputeScalar"/>.
    /// </summary>
    internal float CosineWith(Func<ReadOnlySpan<byte>, ReadOnlySpan<sbyte>, int> dotProduct, ReadOnlySpan<byte> row, float rowScale) =>
        (dotProduct(row, _values) - _biasCorrection) * _scale * rowScale;
}
