using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Core.Time;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Packs;
using Reelsight.Labels.Teaching;
using Reelsight.Training;
using Reelsight.Training.Data;

namespace Reelsight.Bench.Quality.FewShot;

/// <summary>The items of one set as videos of one clip, in the order of <see cref="FewShotSet.Order"/>.</summary>
internal sealed record FewShotItems(IReadOnlyList<string> Names, IReadOnlyList<TeachingVideo> Videos)
{
    // As the product keeps them.
    private const float MinProbability = 0.02f;
    private const int MaxTags = 10;

    public static async Task<FewShotItems> ReadAsync(string folder, string set, ModelStore store, JointSpace space)
    {
        var (names, raw) = await new FeatureCache(folder, DefaultPaths.GetCacheFolder(), store).GetAsync(FewShotSet.Open(set));
        var rows = names.Index().ToLookup(entry => FewShotSet.GetItem(set, entry.Item), entry => entry.Index);
        var order = FewShotSet.Order(set, rows.Select(item => item.Key));
        var videos = new TeachingVideo[order.Count];
        Parallel.For(0, order.Count, i => videos[i] = Describe(order[i], [.. rows[order[i]]], raw, space));
        return new FewShotItems(order, videos);
    }

    public bool Shows(int item, string label) => Names[item].StartsWith(label + "/", StringComparison.Ordinal);

    private static TeachingVideo Describe(string name, int[] rows, RawFeatures raw, JointSpace space)
    {
        var placed = rows.Select(row => raw.GetRow(row)).Select(f => space.Embed(f.Detector, f.Network)).ToList();
        var visual = new float[VisualSimilaritySpace.Dimensions];
        foreach (var row in rows)
        {
            var one = VisualSimilaritySpace.Default.Compute(raw.GetRow(row).Network);
            for (var d = 0; d < visual.Length; d++)
            {
                visual[d] += one[d];
            }
        }

        var tags = Enumerable
            .Range(0, space.Names.Count)
            .Select(n => new ClipTag(space.Names[n], placed.Average(p => p.Probabilities[n])))
            .Where(t => t.Probability >= MinProbability)
            .OrderByDescending(t => t.Probability)
            .Take(MaxTags);
        return new TeachingVideo(
            name,
            [new Clip(0, 1, null) { Tags = [.. tags] }],
            new FrameVectorSet(
                space.Name,
                JointSpace.Dimensions,
                [.. rows.Select((_, i) => (i + 0.5) / rows.Length)],
                [.. placed.SelectMany(p => p.Vector)]
            ),
            visual,
            [],
            []
        );
    }

    public static TeachingVideo Mark(TeachingVideo video, bool shows) =>
        shows ? video with { Accepted = [new TimeRange(0, 1)] } : video with { Rejected = [new TimeRange(0, 1)] };
}
