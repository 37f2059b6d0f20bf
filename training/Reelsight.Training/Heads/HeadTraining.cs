using Reelsight.Models.Joint;
using Reelsight.Training.Numbers;
using Reelsight.Training.Pictures;

namespace Reelsight.Training.Heads;

/// <summary>Trains a whole head on the parts of the data that are given to it.</summary>
internal sealed class HeadTraining(TrainingData data, bool free, IReadOnlyCollection<Part> parts)
{
    private readonly IReadOnlyList<ClassPictures> _classes = [.. data.Classes.Where(set => !free || set.Set.Free)];

    public IReadOnlyList<ClassPictures> Classes => _classes;

    public string[] Names { get; } =
    [.. data.Classes.Where(set => !free || set.Set.Free).SelectMany(set => set.Names).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Fits the scaling on all pictures that are trained on.</summary>
    public FeatureScaling Scaling()
    {
        var all = _classes.Select(set => set.Features.Take(Rows(set.Parts))).ToList();
        if (!free)
        {
            all.Add(data.Captioned.Features.Take(Rows(data.Captioned.Parts)));
        }

        return Standardised.Fit(all);
    }

    public CaptionMaps? Captions(FeatureScaling scaling, CaptionOptions options, Action<int, Matrix, Matrix, float[]>? watch = null)
    {
        if (free)
        {
            return null;
        }

        var photos = data.Captioned;
        var rows = Rows(photos.Parts);
        int[][] captionsOf = [.. rows.Select(i => photos.CaptionsOf[i])];
        var mean = photos.Captions.Take([.. captionsOf.SelectMany(own => own)]).Mean();
        var captions = photos.Captions.Copy().Less(mean).Normalised();
        var training = new CaptionTraining(Standardised.Apply(scaling, photos.Features.Take(rows)), captionsOf, captions, options);
        training.Run(step => watch?.Invoke(step, training.PictureMap, training.TextMap, mean));
        return new CaptionMaps(
            Rounded(training.PictureMap, new float[training.PictureMap.Columns]),
            mean,
            Rounded(training.TextMap, new float[training.TextMap.Columns])
        );
    }

    public LinearMap Concepts(FeatureScaling scaling, ConceptOptions options)
    {
        var rows = new List<float[]>();
        var places = new List<int>();
        foreach (var set in _classes)
        {
            var scaled = Standardised.Apply(scaling, set.Features.Take(Rows(set.Parts)));
            rows.AddRange(Enumerable.Range(0, scaled.Rows).Select(i => scaled.Row(i).ToArray()));
            places.AddRange(Rows(set.Parts).Select(i => PlaceOf(set.Names[i])));
        }

        var (map, offsets) = ConceptTraining.Run(Matrix.FromRows(rows), [.. places], Names.Length, options);
        return Rounded(map, offsets);
    }

    public int PlaceOf(string name) => Array.BinarySearch(Names, name, StringComparer.Ordinal);

    /// <summary>
    /// The temperature under which the names of the pictures of a part are likeliest: of a row of them, each a tenth above the last.
    /// </summary>
    public float Temperature(FeatureScaling scaling, LinearMap concepts, Part part)
    {
        var scored = _classes.Select(set => Scores(scaling, concepts, set, part)).ToList();
        return Enumerable
            .Range(0, 80)
            .Select(i => 0.001f * MathF.Pow(1.1f, i))
            .MinBy(temperature =>
                scored.Sum(set =>
                    Enumerable
                        .Range(0, set.Scores.Rows)
                        .Sum(i =>
                        {
                            var row = set.Scores.Row(i).ToArray();
                            JointSpace.ToProbabilities(row, temperature);
                            return -Math.Log(Math.Max(row[set.Places[i]], 1e-12));
                        })
                )
            );
    }

    /// <summary>What the concept head says of the pictures of a part, before it becomes probabilities.</summary>
    public (Matrix Scores, int[] Places) Scores(FeatureScaling scaling, LinearMap concepts, ClassPictures set, Part part)
    {
        int[] rows = [.. Enumerable.Range(0, set.Parts.Length).Where(i => set.Parts[i] == part)];
        return (Mapped(Standardised.Apply(scaling, set.Features.Take(rows)), concepts), [.. rows.Select(i => PlaceOf(set.Names[i]))]);
    }

    /// <summary>Applies a map of a head as the product does.</summary>
    public static Matrix Mapped(Matrix rows, LinearMap map)
    {
        var mapped = new float[rows.Rows][];
        Parallel.For(0, rows.Rows, i => mapped[i] = map.Apply(rows.Row(i)));
        return Matrix.FromRows(mapped);
    }

    private int[] Rows(Part[] of) => [.. Enumerable.Range(0, of.Length).Where(i => parts.Contains(of[i]))];

    private static LinearMap Rounded(Matrix map, float[] offsets) => LinearMap.Round(map.Transposed().Values, offsets);
}
