using Reelsight.Models;
using Reelsight.Models.Joint;
using Reelsight.Models.Packs;
using Reelsight.Training.Numbers;
using Reelsight.Training.Pictures;

namespace Reelsight.Training.Looks;

/// <summary>
/// Makes the look-alike space from the training part of the captioned photos, and measures with the product's own classes how many
/// photos of the test part are known again after each edit, and how many unrelated photos are taken for them.
/// </summary>
internal static class LooksCommand
{
    private const int Photos = 200;

    public static async Task RunAsync(ModelStore store, string pictures, FeatureCache features, string output)
    {
        var set = PictureSet.All[0];
        var (names, raw) = await features.OfAsync(set);
        var parts = Split.Captioned(names);
        var training = Places(parts, Part.Training);
        var space = Make(Matrix.FromRows([.. training.Select(row => LookSpace.Level(raw.Of(row).Network))]));
        await using (var file = File.CreateText(Path.Combine(output, "look-space.txt")))
        {
            space.Write(
                file,
                $"Space {LookSpace.Name}, made from {training.Length} photos by ./reelsight train looks: scales, offsets and weights of its map."
            );
        }

        // What must not be found: the test photos that are not asked for, and the validation part.
        var test = Places(parts, Part.Test);
        var unrelated = Matrix.FromRows([
            .. test.Skip(Photos).Concat(Places(parts, Part.Validation)).Select(row => space.Of(raw.Of(row).Network)),
        ]);
        var all = set.Read(pictures);
        using var network = PictureFeatures.Open(store);
        await new LookMeasurement(new LookDescriber(network, space), unrelated).RunAsync([
            .. test.Take(Photos).Select(row => all[row].Jpeg),
        ]);
    }

    /// <summary>Principal directions, each divided by its spread.</summary>
    private static LookSpace Make(Matrix levelled)
    {
        var mean = levelled.Mean();
        var centred = levelled.Less(mean);
        var covariance = Product.OfTransposed(centred, centred);
        for (var i = 0; i < covariance.Values.Length; i++)
        {
            covariance.Values[i] /= centred.Rows;
        }

        var (variances, directions) = Eigen.Of(covariance);
        var weights = new float[LookSpace.Dimensions * LookSpace.Inputs];
        var offsets = new float[LookSpace.Dimensions];
        for (var i = 0; i < offsets.Length; i++)
        {
            var scale = 1 / MathF.Sqrt(variances[i]);
            for (var j = 0; j < mean.Length; j++)
            {
                weights[(i * mean.Length) + j] = directions.Row(i)[j] * scale;
                offsets[i] -= weights[(i * mean.Length) + j] * mean[j];
            }
        }

        return new LookSpace(LinearMap.Round(weights, offsets));
    }

    private static int[] Places(Part[] parts, Part part) => [.. Enumerable.Range(0, parts.Length).Where(i => parts[i] == part)];
}
