using System.Globalization;
using Reelsight.Training.LinearAlgebra;

namespace Reelsight.Training.Evaluation;

/// <summary>Share of questions, in percent, whose right answer is among the first 1, 5 and 10.</summary>
internal readonly record struct RecallAtK(double At1, double At5, double At10)
{
    public static RecallAtK Compute(IReadOnlyCollection<int> ranks) =>
        new(ComputeShare(ranks, 1), ComputeShare(ranks, 5), ComputeShare(ranks, 10));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At1:0.0} / {At5:0.0} / {At10:0.0}");

    private static double ComputeShare(IReadOnlyCollection<int> ranks, int within) =>
        100.0 * ranks.Count(rank => rank < within) / ranks.Count;
}

/// <summary>Measures what was trained.</summary>
internal static class HeadEvaluation
{
    /// <summary>Finds photos by their captions and captions by their photos; every caption of the pool is a question.</summary>
    /// <param name="images">A unit vector for each photo.</param>
    /// <param name="captionsOf">The captions of each photo, as rows of <paramref name="captions"/>.</param>
    /// <param name="captions">A unit vector for each caption.</param>
    public static (RecallAtK TextToImage, RecallAtK ImageToText) EvaluateCaptions(Matrix images, int[][] captionsOf, Matrix captions)
    {
        var asked = captions.SelectRows([.. captionsOf.SelectMany(own => own)]);
        int[] owners = [.. captionsOf.SelectMany((own, picture) => own.Select(_ => picture))];
        var cosines = MatrixProduct.MultiplyByTransposed(asked, images);
        var textRanks = new int[asked.Rows];
        Parallel.For(0, asked.Rows, i => textRanks[i] = CountAbove(cosines.GetRow(i), cosines.GetRow(i)[owners[i]]));
        var byImage = cosines.Transpose();
        var imageRanks = new int[images.Rows];
        Parallel.For(0, images.Rows, i =>
        {
            var row = byImage.GetRow(i);
            var best = float.NegativeInfinity;
            for (var j = 0; j < owners.Length; j++)
            {
                best = owners[j] == i ? Math.Max(best, row[j]) : best;
            }

            imageRanks[i] = CountAbove(row, best);
        });
        return (RecallAtK.Compute(textRanks), RecallAtK.Compute(imageRanks));
    }

    /// <summary>Asks for each name, and looks at the picture that fits it best.</summary>
    /// <param name="scores">Pictures x all names; comparable within a name.</param>
    /// <param name="places">The name that each picture shows.</param>
    /// <returns>Percentage of the names for which that picture shows what was asked for.</returns>
    public static double ComputePrecisionAtOne(Matrix scores, int[] places)
    {
        var asked = places.Distinct().ToList();
        return 100.0
            * asked.Count(name => places[Enumerable.Range(0, scores.Rows).MaxBy(picture => scores.GetRow(picture)[name])] == name)
            / asked.Count;
    }

    /// <summary>Percentage of the pictures whose likeliest name is the one they show.</summary>
    public static double ComputeTopNameAccuracy(Matrix scores, int[] places) =>
        100.0
        * Enumerable
            .Range(0, scores.Rows)
            .Count(i => System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(scores.GetRow(i)) == places[i])
        / scores.Rows;

    /// <summary>
    /// Mean distance between the probability of the likeliest name and how often it is right, over ten bins of probability (expected
    /// calibration error), in percent.
    /// </summary>
    public static double ComputeCalibrationError(Matrix probabilities, int[] places)
    {
        var bins = Enumerable
            .Range(0, probabilities.Rows)
            .Select(i => (Place: System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(probabilities.GetRow(i)), Row: i))
            .Select(best => (Probability: (double)probabilities.GetRow(best.Row)[best.Place], Right: best.Place == places[best.Row]))
            .GroupBy(guess => Math.Min(9, (int)(guess.Probability * 10)));
        return 100
            * bins.Sum(bin =>
                Math.Abs(bin.Average(guess => guess.Probability) - bin.Average(guess => guess.Right ? 1.0 : 0.0)) * bin.Count()
            )
            / probabilities.Rows;
    }

    private static int CountAbove(ReadOnlySpan<float> row, float own)
    {
        var above = 0;
        foreach (var value in row)
        {
            above += value > own ? 1 : 0;
        }

        return above;
    }
}
