using System.Globalization;
using Reelsight.Training.Numbers;

namespace Reelsight.Training;

/// <summary>Share of questions, in percent, whose right answer is among the first 1, 5 and 10.</summary>
internal readonly record struct Recall(double At1, double At5, double At10)
{
    public static Recall Of(IReadOnlyCollection<int> ranks) => new(Share(ranks, 1), Share(ranks, 5), Share(ranks, 10));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At1:0.0} / {At5:0.0} / {At10:0.0}");

    private static double Share(IReadOnlyCollection<int> ranks, int within) => 100.0 * ranks.Count(rank => rank < within) / ranks.Count;
}

/// <summary>Measures what was trained.</summary>
internal static class Evaluation
{
    /// <summary>Finds photos by their captions and captions by their photos; every caption of the pool is a question.</summary>
    /// <param name="pictures">A unit vector for each photo.</param>
    /// <param name="captionsOf">The captions of each photo, as rows of <paramref name="captions"/>.</param>
    /// <param name="captions">A unit vector for each caption.</param>
    public static (Recall TextToImage, Recall ImageToText) Captions(Matrix pictures, int[][] captionsOf, Matrix captions)
    {
        var asked = captions.Take([.. captionsOf.SelectMany(own => own)]);
        int[] owners = [.. captionsOf.SelectMany((own, picture) => own.Select(_ => picture))];
        var cosines = Product.WithTransposed(asked, pictures);
        var textRanks = new int[asked.Rows];
        Parallel.For(0, asked.Rows, i => textRanks[i] = Above(cosines.Row(i), cosines.Row(i)[owners[i]]));
        var byPicture = cosines.Transposed();
        var pictureRanks = new int[pictures.Rows];
        Parallel.For(0, pictures.Rows, i =>
        {
            var row = byPicture.Row(i);
            var best = float.NegativeInfinity;
            for (var j = 0; j < owners.Length; j++)
            {
                best = owners[j] == i ? Math.Max(best, row[j]) : best;
            }

            pictureRanks[i] = Above(row, best);
        });
        return (Recall.Of(textRanks), Recall.Of(pictureRanks));
    }

    /// <summary>Asks for each name, and looks at the picture that fits it best.</summary>
    /// <param name="scores">Pictures x all names; comparable within a name.</param>
    /// <param name="places">The name that each picture shows.</param>
    /// <returns>Percentage of the names for which that picture shows what was asked for.</returns>
    public static double FirstHits(Matrix scores, int[] places)
    {
        var asked = places.Distinct().ToList();
        return 100.0
            * asked.Count(name => places[Enumerable.Range(0, scores.Rows).MaxBy(picture => scores.Row(picture)[name])] == name)
            / asked.Count;
    }

    /// <summary>Percentage of the pictures whose likeliest name is the one they show.</summary>
    public static double Named(Matrix scores, int[] places) =>
        100.0
        * Enumerable
            .Range(0, scores.Rows)
            .Count(i => System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(scores.Row(i)) == places[i])
        / scores.Rows;

    /// <summary>
    /// Mean distance between the probability of the likeliest name and how often it is right, over ten bins of probability (expected
    /// calibration error), in percent.
    /// </summary>
    public static double CalibrationError(Matrix probabilities, int[] places)
    {
        var bins = Enumerable
            .Range(0, probabilities.Rows)
            .Select(i => (Place: System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(probabilities.Row(i)), Row: i))
            .Select(best => (Probability: (double)probabilities.Row(best.Row)[best.Place], Right: best.Place == places[best.Row]))
            .GroupBy(guess => Math.Min(9, (int)(guess.Probability * 10)));
        return 100
            * bins.Sum(bin =>
                Math.Abs(bin.Average(guess => guess.Probability) - bin.Average(guess => guess.Right ? 1.0 : 0.0)) * bin.Count()
            )
            / probabilities.Rows;
    }

    private static int Above(ReadOnlySpan<float> row, float own)
    {
        var above = 0;
        foreach (var value in row)
        {
            above += value > own ? 1 : 0;
        }

        return above;
    }
}
