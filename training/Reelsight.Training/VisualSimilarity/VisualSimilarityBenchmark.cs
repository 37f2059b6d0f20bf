using System.Globalization;
using System.Numerics.Tensors;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Imaging;
using Reelsight.Training.Data;
using Reelsight.Training.LinearAlgebra;

namespace Reelsight.Training.VisualSimilarity;

/// <summary>
/// Counts how many photos are known again after each edit, by several floors of the cosine, and how often unrelated ones reach them.
/// </summary>
/// <param name="encoder">What describes stored pictures and those that are asked for.</param>
/// <param name="unrelated">Vectors of photos none of which shows what is asked for.</param>
internal sealed class VisualSimilarityBenchmark(VisualSimilarityEncoder encoder, Matrix unrelated)
{
    private static readonly float[] _thresholds = [0.30f, 0.34f, 0.38f, 0.42f, 0.46f, 0.50f, 0.60f];

    public async Task RunAsync(IReadOnlyList<byte[]> photos)
    {
        var tallies = ImageEdit.All.Select(_ => new CosineTally()).ToArray();
        var number = 0;
        await foreach (var photo in JpegDecoder.DecodeAsync(photos))
        {
            var views = EncodeViews(photo);
            var stored = views[0];
            for (var edit = 0; edit < tallies.Length; edit++)
            {
                var edited = await ImageEdit.All[edit].ApplyAsync(photo, number);
                var editedViews = EncodeViews(edited);
                tallies[edit].UneditedQuery.Add(TensorPrimitives.Dot<float>(editedViews[0], stored));
                tallies[edit].AllViews.Add(editedViews.Max(view => TensorPrimitives.Dot<float>(view, stored)));
                tallies[edit].OriginalQuery.Add(views.Max(view => TensorPrimitives.Dot<float>(view, editedViews[0])));
                tallies[edit]
                    .Unrelated.AddRange(
                        Enumerable
                            .Range(0, unrelated.Rows)
                            .Select(row => editedViews.Max(view => TensorPrimitives.Dot<float>(view, unrelated.GetRow(row))))
                    );
            }

            if (++number % 20 == 0)
            {
                Console.Error.WriteLine($"  {number} of {photos.Count} photos");
            }
        }

        PrintTable($"{photos.Count} photos asked for after an edit, found by every view of them", tallies.Select(tally => tally.AllViews));
        PrintTable("The same, found as they are alone", tallies.Select(tally => tally.UneditedQuery));
        PrintTable("Asked for as they are, found among edits", tallies.Select(tally => tally.OriginalQuery));
        PrintTable(
            $"Pairs of an edited photo and one of {unrelated.Rows} unrelated ones that reach the floor",
            tallies.Select(tally => tally.Unrelated),
            "0.0000"
        );
    }

    private float[][] EncodeViews(PixelBuffer image) =>
        [
            encoder.Encode(image).Look ?? new float[VisualSimilaritySpace.Dimensions],
            .. encoder.EncodeEdits(image).Select(edit => edit.Vector),
        ];

    private static void PrintTable(string what, IEnumerable<List<float>> cosines, string digits = "0.0")
    {
        Console.WriteLine($"\n{what}, in per cent by floor\n");
        Console.WriteLine(
            $"| edit | {string.Join(" | ", _thresholds.Select(floor => floor.ToString("0.00", CultureInfo.InvariantCulture)))} |"
        );
        Console.WriteLine($"|---|{string.Concat(Enumerable.Repeat("---|", _thresholds.Length))}");
        var rows = cosines.ToList();
        for (var edit = 0; edit < rows.Count; edit++)
        {
            Row(ImageEdit.All[edit].Name, rows[edit]);
        }

        Row("all", [.. rows.SelectMany(row => row)]);

        void Row(string name, List<float> row) =>
            Console.WriteLine($"| {name} | {string.Join(" | ", _thresholds.Select(threshold => FormatRecall(row, threshold)))} |");

        string FormatRecall(List<float> row, float threshold) =>
            (100.0 * row.Count(cosine => cosine >= threshold) / row.Count).ToString(digits, CultureInfo.InvariantCulture);
    }

    private sealed class CosineTally
    {
        public List<float> UneditedQuery { get; } = [];
        public List<float> AllViews { get; } = [];
        public List<float> OriginalQuery { get; } = [];
        public List<float> Unrelated { get; } = [];
    }
}
