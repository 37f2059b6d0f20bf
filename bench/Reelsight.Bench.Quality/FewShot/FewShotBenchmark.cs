using System.Diagnostics;
using System.Globalization;
using System.Text;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Packs;
using Reelsight.Labels.Teaching;

namespace Reelsight.Bench.Quality.FewShot;

/// <summary>
/// How much a label learns from few examples: so many accepted and as many rejected items are drawn from the half that teaches, and all
/// items of the other half are put in order by what was learned. Every draw is one seed.
/// </summary>
internal static class FewShotBenchmark
{
    private const int OtherItems = 300;
    public static IReadOnlyList<int> Counts { get; } = [1, 3, 10, 30];

    // The settings of the product were chosen with seeds below 10.
    public static IReadOnlyList<int> Seeds { get; } = [.. Enumerable.Range(100, 10)];

    /// <summary>Names of the sets that it needs.</summary>
    public static IReadOnlyList<string> Sets => FewShotSet.Names;

    /// <summary>Whether every set is there.</summary>
    public static bool IsPossible(string folder) => FewShotSet.Names.All(set => File.Exists(Path.Combine(folder, set + ".tar")));

    public static async Task<(string Printed, bool AllMet)> RunAsync(string folder, bool withFilms)
    {
        var store = new ModelStore();
        await store.FetchAsync();
        using var encoders = new TextEncoders(store);
        var space = JointSpace.Open(store, encoders);
        var sets = new Dictionary<string, FewShotItems>();
        foreach (var set in FewShotSet.Names)
        {
            sets[set] = await FewShotItems.ReadAsync(folder, set, store, space);
        }

        var labels = FewShotSet.GetLabels(sets["grocery81"].Names);
        var others = sets[FewShotSet.Background].Videos.Take(OtherItems).ToList();
        var printed = new StringBuilder();
        var allMet = true;
        foreach (var group in labels.GroupBy(label => label.Group))
        {
            var figures = Counts.Select(count => Measure(group, sets, others, labels, count)).ToList();
            var met = figures[2].Mean >= group.First().Bar;
            allMet &= met;
            Say($"{group.Key, -10} average precision at 1 / 3 / 10 / 30 examples: {string.Join(" / ", figures.Select(Format))}");
            Say($"{"", -10} at 10: {figures[2].Mean:0.000}, bar {group.First().Bar:0.00}{(met ? "" : ", missed")}");
        }

        if (withFilms)
        {
            await using var films = new FewShotFilms(folder, store, space);
            foreach (var group in labels.GroupBy(label => label.Group))
            {
                foreach (var line in await films.MeasureAsync(group.Key, [.. group]))
                {
                    Say(line);
                }
            }
        }

        Say(MeasureTraining());
        return (printed.ToString(), allMet);

        void Say(string line)
        {
            Console.WriteLine(line);
            printed.AppendLine(line);
        }
    }

    public static double AveragePrecision(IEnumerable<(double Score, bool Shows)> scored)
    {
        var (found, sum, rank) = (0, 0.0, 0);
        foreach (var (_, shows) in scored.OrderByDescending(s => s.Score))
        {
            rank++;
            if (shows)
            {
                sum += (double)++found / rank;
            }
        }

        return found == 0 ? 0 : sum / found;
    }

    // An hour and more of footage with fifty examples, of numbers that mean nothing: only the time counts.
    private static string MeasureTraining()
    {
        const int Videos = 10,
            Frames = 1000,
            Repeats = 5;
        var videos = Enumerable.Range(0, Videos).Select(i => RandomFootage.Make($"v{i}", Frames, i)).ToList();
        LabelTrainer.Train(videos, [], 0, CancellationToken.None);
        var seconds = new List<double>();
        for (var i = 0; i < Repeats; i++)
        {
            var watch = Stopwatch.StartNew();
            LabelTrainer.Train(videos, [], 0, CancellationToken.None);
            seconds.Add(watch.Elapsed.TotalSeconds);
        }

        seconds.Sort();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"training  {Videos * Frames} frames, {videos.Sum(v => v.Accepted.Count)} examples: {seconds[Repeats / 2]:0.00} s, bar 1 s"
        );
    }

    private static string Format((double Mean, double Spread) figure) =>
        string.Create(CultureInfo.InvariantCulture, $"{figure.Mean:0.000} ± {figure.Spread:0.000}");

    // The mean over the labels of a group, and how far it spreads over the seeds.
    private static (double Mean, double Spread) Measure(
        IEnumerable<FewShotLabel> group,
        Dictionary<string, FewShotItems> sets,
        List<TeachingVideo> others,
        IReadOnlyList<FewShotLabel> labels,
        int count
    )
    {
        var means = Seeds
            .Select(seed =>
                group
                    .AsParallel()
                    .Select(label => MeasureOne(label, sets[label.Set], GetItems(label, sets, labels), others, count, seed))
                    .Average()
            )
            .ToList();
        var mean = means.Average();
        return (mean, Math.Sqrt(means.Average(m => (m - mean) * (m - mean))));
    }

    // Groceries are told from the other nineteen, everything else from the rest of its set.
    private static IReadOnlyList<int> GetItems(
        FewShotLabel label,
        Dictionary<string, FewShotItems> sets,
        IReadOnlyList<FewShotLabel> labels
    )
    {
        var items = sets[label.Set];
        var all = Enumerable.Range(0, items.Names.Count);
        if (label.Group != "groceries")
        {
            return [.. all];
        }

        var known = labels.Where(l => l.Set == label.Set).Select(l => l.Label).ToHashSet();
        return [.. all.Where(i => known.Contains(items.Names[i].Split('/')[0]))];
    }

    private static double MeasureOne(
        FewShotLabel label,
        FewShotItems items,
        IReadOnlyList<int> used,
        List<TeachingVideo> others,
        int count,
        int seed
    )
    {
        // Halves of each folder, so that either half has every name.
        var halves = used.GroupBy(i => items.Names[i].Split('/')[0])
            .SelectMany(folder => folder.Select((item, at) => (Item: item, Teaches: at < folder.Count() / 2)))
            .ToList();
        var random = new Random(seed);
        var teaching = halves.Where(h => h.Teaches).Select(h => h.Item).OrderBy(_ => random.Next()).ToList();
        var taught = LabelTrainer.Train(
            [
                .. teaching.Where(i => items.Shows(i, label.Label)).Take(count).Select(i => FewShotItems.Mark(items.Videos[i], true)),
                .. teaching.Where(i => !items.Shows(i, label.Label)).Take(count).Select(i => FewShotItems.Mark(items.Videos[i], false)),
            ],
            others,
            0,
            CancellationToken.None
        );
        return AveragePrecision(
            halves.Where(h => !h.Teaches).Select(h => (taught.Model!.ScoreAll(items.Videos[h.Item]), items.Shows(h.Item, label.Label)))
        );
    }
}
