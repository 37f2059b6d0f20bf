using System.Numerics.Tensors;

namespace Reelsight.Training.LinearAlgebra;

/// <summary>A dense matrix in row-major order.</summary>
internal sealed class Matrix(int rows, int columns, float[] values)
{
    public Matrix(int rows, int columns)
        : this(rows, columns, new float[checked(rows * columns)]) { }

    public int Rows => rows;

    public int Columns => columns;

    public float[] Values => values;

    public Span<float> GetRow(int i) => values.AsSpan(i * columns, columns);

    public static Matrix FromRows(IReadOnlyList<float[]> all)
    {
        var matrix = new Matrix(all.Count, all[0].Length);
        for (var i = 0; i < all.Count; i++)
        {
            all[i].CopyTo(matrix.GetRow(i));
        }

        return matrix;
    }

    /// <summary>The rows at the given places, in that order.</summary>
    public Matrix SelectRows(IReadOnlyList<int> places)
    {
        var taken = new Matrix(places.Count, columns);
        Parallel.For(0, places.Count, i => GetRow(places[i]).CopyTo(taken.GetRow(i)));
        return taken;
    }

    public Matrix Copy() => new(rows, columns, [.. values]);

    public Matrix Transpose()
    {
        const int Tile = 32;
        var turned = new Matrix(columns, rows);
        Parallel.For(0, (rows + Tile - 1) / Tile, block =>
        {
            var last = Math.Min(rows, (block + 1) * Tile);
            for (var left = 0; left < columns; left += Tile)
            {
                for (var i = block * Tile; i < last; i++)
                {
                    for (var j = left; j < Math.Min(columns, left + Tile); j++)
                    {
                        turned.Values[(j * rows) + i] = values[(i * columns) + j];
                    }
                }
            }
        });
        return turned;
    }

    /// <summary>Mean of each column.</summary>
    public float[] ComputeColumnMeans()
    {
        var mean = new float[columns];
        for (var i = 0; i < rows; i++)
        {
            TensorPrimitives.Add(mean, GetRow(i), mean);
        }

        TensorPrimitives.Divide(mean, rows, mean);
        return mean;
    }

    /// <summary>Takes a vector off every row.</summary>
    public Matrix SubtractFromRows(float[] offset)
    {
        for (var i = 0; i < rows; i++)
        {
            TensorPrimitives.Subtract(GetRow(i), offset, GetRow(i));
        }

        return this;
    }

    /// <summary>Brings every row to Euclidean norm 1; a row of zeros stays.</summary>
    public Matrix NormalizeRows()
    {
        for (var i = 0; i < rows; i++)
        {
            var norm = TensorPrimitives.Norm<float>(GetRow(i));
            if (norm > 0)
            {
                TensorPrimitives.Divide(GetRow(i), norm, GetRow(i));
            }
        }

        return this;
    }
}
