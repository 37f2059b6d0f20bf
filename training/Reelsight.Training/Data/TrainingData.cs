using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Reelsight.Inference.Embeddings;
using Reelsight.Training.LinearAlgebra;

namespace Reelsight.Training.Data;

/// <summary>Captioned photos: their features, raw and levelled, the part of each, and its captions with their vectors.</summary>
internal sealed record CaptionedPhotos(
    RawFeatures Raw,
    Matrix NormalizedFeatures,
    SplitPart[] Parts,
    int[][] CaptionRows,
    string[] Texts,
    Matrix Captions
);

/// <summary>Pictures of one set of classes: their features, raw and levelled, the part of each, and its name.</summary>
internal sealed record ClassImages(ImageDataset Set, RawFeatures Raw, Matrix NormalizedFeatures, SplitPart[] Parts, string[] Names);

/// <summary>Everything that is trained on.</summary>
internal sealed record TrainingData(CaptionedPhotos Captioned, IReadOnlyList<ClassImages> Classes)
{
    private const int TextsPerRun = 2048;

    /// <summary>Reads features and captions, making those that are not in the cache.</summary>
    /// <param name="images">Folder of the sets.</param>
    /// <param name="cache">Folder of what was made before.</param>
    /// <param name="features">Describes images.</param>
    /// <param name="encoder">Encodes captions.</param>
    /// <param name="withClasses">Whether the sets of classes are wanted as well.</param>
    public static async Task<TrainingData> LoadAsync(
        string images,
        string cache,
        FeatureCache features,
        ITextEncoder encoder,
        bool withClasses = true
    )
    {
        CaptionedPhotos? captioned = null;
        var classes = new List<ClassImages>();
        foreach (var set in ImageDataset.All.Where(set => withClasses || set.HasCaptions))
        {
            var (names, raw) = await features.GetAsync(set);
            if (set.HasCaptions)
            {
                var captions = set.ReadCaptions(images);
                var kept = Enumerable.Range(0, names.Length).Where(i => captions.ContainsKey(names[i])).ToArray();
                var texts = kept.SelectMany(i => captions[names[i]]).ToArray();
                var next = 0;
                int[][] places = [.. kept.Select(i => captions[names[i]].Select(_ => next++).ToArray())];
                var keptRaw = raw.SelectRows(kept);
                captioned = new CaptionedPhotos(
                    keptRaw,
                    keptRaw.ToNormalizedMatrix(),
                    DatasetSplit.SplitCaptioned([.. kept.Select(i => names[i])]),
                    places,
                    texts,
                    Encode(texts, cache, encoder)
                );
            }
            else
            {
                classes.Add(
                    new ClassImages(
                        set,
                        raw,
                        raw.ToNormalizedMatrix(),
                        DatasetSplit.SplitClasses(names),
                        [.. names.Select(name => ConceptNames.FromFolder(name.Split('/')[0]))]
                    )
                );
            }
        }

        return new TrainingData(captioned!, classes);
    }

    /// <summary>The same with the captions in the space of another encoder.</summary>
    public TrainingData WithTexts(string cache, ITextEncoder encoder) =>
        this with
        {
            Captioned = Captioned with { Captions = Encode(Captioned.Texts, cache, encoder) },
        };

    private static Matrix Encode(string[] texts, string cache, ITextEncoder encoder)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts))))[..16];
        var file = Path.Combine(cache, $"captions-{encoder.Space}-{key}.f32");
        if (!File.Exists(file))
        {
            Console.WriteLine($"  {texts.Length} captions are encoded for {encoder.Space}");
            var vectors = Matrix.FromRows([.. texts.Chunk(TextsPerRun).SelectMany(some => encoder.Encode(some))]);
            File.WriteAllBytes(file + ".part", MemoryMarshal.AsBytes(vectors.Values.AsSpan()).ToArray());
            File.Move(file + ".part", file, overwrite: true);
        }

        return new Matrix(texts.Length, encoder.Dimension, MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(file)).ToArray());
    }
}
