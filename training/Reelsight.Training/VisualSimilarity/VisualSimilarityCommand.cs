using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Packs;
using Reelsight.Training.Data;
using Reelsight.Training.LinearAlgebra;

namespace Reelsight.Training.VisualSimilarity;

/// <summary>
/// Makes the look-alike space from the training part of the captioned photos, and measures with the product's own classes how many
/// photos of the test part are known again after each edit, and how many unrelated photos are taken for them.
/// </summary>
internal static class VisualSimilarityCommand
{
    private const int PhotoCount = 200;

    public static async Task RunAsync(ModelStore store, string images, FeatureCache features, string output)
    {
        var set = ImageDataset.All[0];
        var (names, raw) = await features.GetAsync(set);
        var parts = DatasetSplit.SplitCaptioned(names);
        var training = GetRows(parts, SplitPart.Training);
        var space = FitSpace(Matrix.FromRows([.. training.Select(row => VisualSimilaritySpace.NormalizeLayers(raw.GetRow(row).Network))]));
        await using (var file = File.CreateText(Path.Combine(output, "look-space.txt")))
        {
            space.Write(
                file,
                $"Space {VisualSimilaritySpace.Name}, made from {training.Length} photos by ./reelsight train looks: "
                    + $"scales, offsets and weights of its map."
            );
        }

        // What must not be found: the test photos that are not asked for, and the validation part.
        var test = GetRows(parts, SplitPart.Test);
        var unrelated = Matrix.FromRows([
            .. test.Skip(PhotoCount).Concat(GetRows(parts, SplitPart.Validation)).Select(row => space.Compute(raw.GetRow(row).Network)),
        ]);
        var all = set.Read(images);
        using var network = ImageFeatureExtractor.Open(store);
        await new VisualSimilarityBenchmark(new VisualSimilarityEncoder(network, space), unrelated).RunAsync([
            .. test.Take(PhotoCount).Select(row => all[row].Jpeg),
        ]);
    }

    /// <summary>Principal directions, each divided by its spread.</summary>
    private static VisualSimilaritySpace FitSpace(Matrix normalized)
    {
        var mean = normalized.ComputeColumnMeans();
        var centred = normalized.SubtractFromRows(mean);
        var covariance = MatrixProduct.MultiplyTransposed(centred, centred);
        for (var i = 0; i < covariance.Values.Length; i++)
        {
            covariance.Values[i] /= centred.Rows;
        }

        var (variances, directions) = EigenSolver.Decompose(covariance);
        var weights = new float[VisualSimilaritySpace.Dimensions * VisualSimilaritySpace.InputDimensions];
        var offsets = new float[VisualSimilaritySpace.Dimensions];
        for (var i = 0; i < offsets.Length; i++)
        {
            var scale = 1 / MathF.Sqrt(variances[i]);
            for (var j = 0; j < mean.Length; j++)
            {
                weights[(i * mean.Length) + j] = directions.GetRow(i)[j] * scale;
                offsets[i] -= weights[(i * mean.Length) + j] * mean[j];
            }
        }

        return new VisualSimilaritySpace(QuantizedLinearMap.Quantize(weights, offsets));
    }

    private static int[] GetRows(SplitPart[] parts, SplitPart part) => [.. Enumerable.Range(0, parts.Length).Where(i => parts[i] == part)];
}
