using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Packs;
using Reelsight.Search.Projection;
using Reelsight.Training;
using Reelsight.Training.Data;

namespace Reelsight.Bench.Map;

/// <summary>The labelled images of the training, by their embeddings in the joint space.</summary>
internal static class LabelledImages
{
    /// <summary>Set by set; nothing, with a sentence that says so, where they are not to be had.</summary>
    public static async IAsyncEnumerable<(string Name, QuantizedUnitVectors Rows, string[] Labels)> ReadAsync(string? folder)
    {
        var images = folder ?? Path.GetFullPath(Path.Combine(DefaultPaths.FindRepositoryRoot(), "..", "shared", "training"));
        var sets = ImageDataset.All.Where(set => !set.HasCaptions && File.Exists(Path.Combine(images, set.Name + ".tar"))).ToList();
        if (sets.Count == 0)
        {
            Console.WriteLine($"labelled images: not available here ({images}; training/README.md says which)");
            yield break;
        }
        var store = new ModelStore();
        await store.FetchAsync();
        using var encoders = new TextEncoders(store);
        var space = JointSpace.Open(store, encoders);
        var features = new FeatureCache(images, DefaultPaths.GetCacheFolder(), store);
        foreach (var set in sets)
        {
            var (names, raw) = await features.GetAsync(set);
            var values = new float[names.Length * JointSpace.Dimensions];
            Parallel.For(0, names.Length, row =>
            {
                var (detector, network) = raw.GetRow(row);
                space.Embed(detector, network).Vector.CopyTo(values, row * JointSpace.Dimensions);
            });
            yield return (
                set.Name,
                QuantizedUnitVectors.FromFloats(JointSpace.Dimensions, values),
                [.. names.Select(name => ConceptNames.FromFolder(name.Split('/')[0]))]
            );
        }
    }
}
