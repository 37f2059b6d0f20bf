using Reelsight.Inference.Embeddings;
using Reelsight.Training.Data;
using Reelsight.Training.LinearAlgebra;

namespace Reelsight.Training.Heads;

/// <summary>Trains a whole head on the parts of the data that are given to it.</summary>
internal sealed class HeadTraining(TrainingData data, bool free, IReadOnlyCollection<SplitPart> parts)
{
    private readonly IReadOnlyList<ClassImages> _classes = [.. data.Classes.Where(set => !free || set.Set.IsOpenLicence)];

    public IReadOnlyList<ClassImages> Classes => _classes;

    public string[] Names { get; } =
    [.. data.Classes.Where(set => !free || set.Set.IsOpenLicence).SelectMany(set => set.Names).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Fits the scaling on all pictures that are trained on.</summary>
    public FeatureScaling FitScaling()
    {
        var all = _classes.Select(set => set.NormalizedFeatures.SelectRows(GetRows(set.Parts))).ToList();
        if (!free)
        {
            all.Add(data.Captioned.NormalizedFeatures.SelectRows(GetRows(data.Captioned.Parts)));
        }

        return FeatureStandardization.Fit(all);
    }

    public CaptionMaps? TrainCaptions(
        FeatureScaling scaling,
        CaptionTrainingOptions options,
        Action<int, Matrix, Matrix, float[]>? watch = null
    )
    {
        if (free)
        {
            return null;
        }

        var photos = data.Captioned;
        var rows = GetRows(photos.Parts);
        int[][] captionsOf = [.. rows.Select(i => photos.CaptionRows[i])];
        var mean = photos.Captions.SelectRows([.. captionsOf.SelectMany(own => own)]).ComputeColumnMeans();
        var captions = photos.Captions.Copy().SubtractFromRows(mean).NormalizeRows();
        var training = new CaptionTraining(
            FeatureStandardization.Apply(scaling, photos.NormalizedFeatures.SelectRows(rows)),
            captionsOf,
            captions,
            options
        );
        training.Run(step => watch?.Invoke(step, training.ImageMap, training.TextMap, mean));
        return new CaptionMaps(
            Quantize(training.ImageMap, new float[training.ImageMap.Columns]),
            mean,
            Quantize(training.TextMap, new float[training.TextMap.Columns])
        );
    }

    public QuantizedLinearMap TrainConcepts(FeatureScaling scaling, ConceptTrainingOptions options)
    {
        var rows = new List<float[]>();
        var places = new List<int>();
        foreach (var set in _classes)
        {
            var scaled = FeatureStandardization.Apply(scaling, set.NormalizedFeatures.SelectRows(GetRows(set.Parts)));
            rows.AddRange(Enumerable.Range(0, scaled.Rows).Select(i => scaled.GetRow(i).ToArray()));
            places.AddRange(GetRows(set.Parts).Select(i => IndexOf(set.Names[i])));
        }

        var (map, offsets) = ConceptTraining.Run(Matrix.FromRows(rows), [.. places], Names.Length, options);
        return Quantize(map, offsets);
    }

    public int IndexOf(string name) => Array.BinarySearch(Names, name, StringComparer.Ordinal);

    /// <summary>
    /// The temperature under which the names of the pictures of a part are likeliest: of a row of them, each a tenth above the last.
    /// </summary>
    public float FitTemperature(FeatureScaling scaling, QuantizedLinearMap concepts, SplitPart part)
    {
        var scored = _classes.Select(set => ComputeScores(scaling, concepts, set, part)).ToList();
        return Enumerable
            .Range(0, 80)
            .Select(i => 0.001f * MathF.Pow(1.1f, i))
            .MinBy(temperature =>
                scored.Sum(set =>
                    Enumerable
                        .Range(0, set.Scores.Rows)
                        .Sum(i =>
                        {
                            var row = set.Scores.GetRow(i).ToArray();
                            JointSpace.ToProbabilities(row, temperature);
                            return -Math.Log(Math.Max(row[set.Places[i]], 1e-12));
                        })
                )
            );
    }

    /// <summary>What the concept head says of the pictures of a part, before it becomes probabilities.</summary>
    public (Matrix Scores, int[] Places) ComputeScores(FeatureScaling scaling, QuantizedLinearMap concepts, ClassImages set, SplitPart part)
    {
        int[] rows = [.. Enumerable.Range(0, set.Parts.Length).Where(i => set.Parts[i] == part)];
        return (
            ApplyMap(FeatureStandardization.Apply(scaling, set.NormalizedFeatures.SelectRows(rows)), concepts),
            [.. rows.Select(i => IndexOf(set.Names[i]))]
        );
    }

    /// <summary>Applies a map of a head as the product does.</summary>
    public static Matrix ApplyMap(Matrix rows, QuantizedLinearMap map)
    {
        var mapped = new float[rows.Rows][];
        Parallel.For(0, rows.Rows, i => mapped[i] = map.Apply(rows.GetRow(i)));
        return Matrix.FromRows(mapped);
    }

    private int[] GetRows(SplitPart[] of) => [.. Enumerable.Range(0, of.Length).Where(i => parts.Contains(of[i]))];

    private static QuantizedLinearMap Quantize(Matrix map, float[] offsets) => QuantizedLinearMap.Quantize(map.Transpose().Values, offsets);
}
