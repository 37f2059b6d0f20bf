using Reelsight.Training.LinearAlgebra;

namespace Reelsight.Training.Heads;

/// <summary>Leaves numbers out at random and makes up for them with the others, so that no weight relies on another (dropout).</summary>
internal static class Dropout
{
    /// <summary>Changes the rows in place and returns them.</summary>
    public static Matrix Apply(Matrix rows, float share, Random random)
    {
        int[] seeds = [.. Enumerable.Range(0, rows.Rows).Select(_ => random.Next())];
        Parallel.For(0, rows.Rows, i =>
        {
            var own = new Random(seeds[i]);
            var row = rows.GetRow(i);
            for (var j = 0; j < row.Length; j++)
            {
                row[j] = own.NextSingle() < share ? 0 : row[j] / (1 - share);
            }
        });
        return rows;
    }
}
