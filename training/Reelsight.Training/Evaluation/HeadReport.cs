using Reelsight.Inference.Embeddings;
using Reelsight.Training.Data;
using Reelsight.Training.LinearAlgebra;

namespace Reelsight.Training.Evaluation;

/// <summary>Measures a head as it is written, through the product's own classes, on pictures that it has not seen.</summary>
internal static class HeadReport
{
    public static void Print(string name, JointHead head, TrainingData data, ITextEncoder encoder, SplitPart part)
    {
        var space = new JointSpace(name, head, JointBackground.None, encoder);
        Console.WriteLine($"{name}, on the {part.ToString().ToLowerInvariant()} part:");
        var photos = data.Captioned;
        int[] rows = [.. Enumerable.Range(0, photos.Parts.Length).Where(i => photos.Parts[i] == part)];
        var (vectors, _) = Embed(space, photos.Raw, rows);
        var texts = new float[photos.Captions.Rows][];
        Parallel.For(0, texts.Length, i => texts[i] = space.MapTextVector(photos.Captions.GetRow(i).ToArray()));
        var (toImage, toText) = HeadEvaluation.EvaluateCaptions(
            vectors,
            [.. rows.Select(i => photos.CaptionRows[i])],
            Matrix.FromRows(texts)
        );
        Console.WriteLine($"  captions, {rows.Length} photos: text to image {toImage}, image to text {toText}");

        var hits = new List<double>();
        foreach (var set in data.Classes.Where(set => set.Names.All(own => space.IndexOf(own) is not null)))
        {
            int[] own = [.. Enumerable.Range(0, set.Parts.Length).Where(i => set.Parts[i] == part)];
            int[] places = [.. own.Select(i => space.IndexOf(set.Names[i])!.Value)];
            var (placed, probabilities) = Embed(space, set.Raw, own);
            hits.Add(HeadEvaluation.ComputePrecisionAtOne(probabilities, places));
            var asTexts = MatrixProduct.MultiplyByTransposed(placed, Matrix.FromRows([.. space.Encode(space.Names)]));
            Console.WriteLine(
                $"  {set.Set.Name}, {own.Length} pictures of {places.Distinct().Count()} names: first hit right "
                    + $"{hits[^1]:0.0}, likeliest name right "
                    + $"{HeadEvaluation.ComputeTopNameAccuracy(probabilities, places):0.0}, calibration error "
                    + $"{HeadEvaluation.ComputeCalibrationError(probabilities, places):0.0}, first hit by "
                    + $"text alone {HeadEvaluation.ComputePrecisionAtOne(asTexts, places):0.0}"
            );
        }

        if (hits.Count == 0)
        {
            return;
        }

        Console.WriteLine($"  first hit right, mean of {hits.Count} sets: {hits.Average():0.0}");
    }

    private static (Matrix Vectors, Matrix Probabilities) Embed(JointSpace space, RawFeatures raw, int[] rows)
    {
        var described = new JointEmbedding[rows.Length];
        Parallel.For(0, rows.Length, i =>
        {
            var (detector, network) = raw.GetRow(rows[i]);
            described[i] = space.Embed(detector, network);
        });
        return (
            Matrix.FromRows([.. described.Select(picture => picture.Vector)]),
            Matrix.FromRows([.. described.Select(picture => picture.Probabilities)])
        );
    }
}
