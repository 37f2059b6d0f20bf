using System.Diagnostics;
using System.Globalization;
using Reelsight.Core.Time;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Packs;
using Reelsight.Labels.Teaching;
using Reelsight.Media.Probe;
using Reelsight.Media.Tools;
using Reelsight.Pipeline.Describing;

namespace Reelsight.Bench.Quality.FewShot;

/// <summary>
/// Films of the images of a set, described by the product's own stage. Three films of the half that teaches are marked, ten intervals for a
/// label; what is proposed in three films of the other half is compared with what they show.
/// </summary>
internal sealed class FewShotFilms(string folder, ModelStore store, JointSpace space) : IAsyncDisposable
{
    private const int Films = 3;
    private const int ItemsOfLabel = 10;
    private const int OtherItems = 20;
    private const int LabelsOfSet = 5;
    private readonly string _work = Directory.CreateTempSubdirectory("reelsight-films-").FullName;
    private readonly InferenceModels _models = new(store);
    private readonly MediaTools _tools = new();
    private readonly Random _random = new(7);

    /// <summary>Makes and describes the films of a set, teaches each of its labels, and says how its proposals compare.</summary>
    public async Task<IReadOnlyList<string>> MeasureAsync(string group, IReadOnlyList<FewShotLabel> all)
    {
        List<FewShotLabel> labels = [.. all.Take(LabelsOfSet)];
        var images = FewShotSet.Open(labels[0].Set).Read(folder).ToLookup(i => FewShotSet.GetItem(labels[0].Set, i.Name));
        var order = FewShotSet.Order(labels[0].Set, images.Select(item => item.Key));
        var halves = order
            .GroupBy(name => name.Split('/')[0])
            .SelectMany(items => items.Select((name, at) => (Name: name, Teaches: at < items.Count() / 2)))
            .ToList();
        var teaching = await MakeAsync(group, "teach", [.. halves.Where(h => h.Teaches).Select(h => h.Name)], labels, images);
        var testing = await MakeAsync(group, "test", [.. halves.Where(h => !h.Teaches).Select(h => h.Name)], labels, images);
        var lines = new List<string>();
        var total = new IntervalMatches(0, 0, 0);
        foreach (var label in labels)
        {
            var watch = Stopwatch.StartNew();
            var taught = LabelTrainer.Train([.. teaching.Select(f => f.Mark(label.Label))], [], 0, CancellationToken.None);
            var sec = watch.Elapsed.TotalSeconds;
            var matches = testing
                .Select(f => IntervalMatches.Count(f.Find(label.Label), [.. taught.Model!.Find(f.Video).Select(s => s.Range)], 0.5))
                .Aggregate((a, b) => a + b);
            total += matches;
            lines.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{group, -10} films, {label.Label}: F1 at IoU 0.5 {matches.F1:0.00} ({matches.Both} of {matches.Accepted} found, "
                        + $"{matches.Proposed} proposed); it said: {TeachingSentence.Describe(taught.Figures)} Trained in {sec:0.00} s."
                )
            );
        }

        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{group, -10} films, all labels: F1 at IoU 0.5 {total.F1:0.000}"));
        return lines;
    }

    public ValueTask DisposeAsync()
    {
        _models.Dispose();
        Directory.Delete(_work, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<IReadOnlyList<Film>> MakeAsync(
        string group,
        string part,
        List<string> names,
        List<FewShotLabel> labels,
        ILookup<string, (string Name, byte[] Jpeg)> images
    )
    {
        var shuffled = names.OrderBy(_ => _random.Next()).ToList();
        var chosen = labels.SelectMany(l => shuffled.Where(n => IsOf(n, l.Label)).Take(ItemsOfLabel)).ToList();
        if (labels.Count == 1)
        {
            chosen.AddRange(shuffled.Where(n => !IsOf(n, labels[0].Label)).Take(OtherItems));
        }

        var films = new List<Film>();
        var arranged = Arrange([.. chosen.OrderBy(_ => _random.Next())], labels);
        foreach (var (items, at) in arranged.Chunk((arranged.Count + Films - 1) / Films).Select((items, at) => (items, at)))
        {
            films.Add(await RecordAsync($"{group}-{part}-{at}", items, images));
        }

        return films;
    }

    // Two images that show the same label never follow each other while another is left, so that every one is an interval.
    private static List<string> Arrange(List<string> items, List<FewShotLabel> labels)
    {
        var arranged = new List<string>();
        while (items.Count > 0)
        {
            var last = arranged.Count == 0 ? null : labels.Find(l => IsOf(arranged[^1], l.Label));
            var next = items.Find(i => last is null || !IsOf(i, last.Label)) ?? items[0];
            items.Remove(next);
            arranged.Add(next);
        }

        return arranged;
    }

    private async Task<Film> RecordAsync(string id, IReadOnlyList<string> items, ILookup<string, (string Name, byte[] Jpeg)> images)
    {
        var (inputs, intervals, at, count) = (new List<string>(), new List<(string Item, TimeRange Range)>(), 0.0, 0);
        foreach (var item in items)
        {
            var frames = images[item].ToList();
            // A photo is shown for two to four seconds, each frame of a video for one.
            var each = frames.Count > 1 ? 1.0 : 2 + (0.5 * _random.Next(5));
            foreach (var (_, jpeg) in frames)
            {
                var file = Path.Combine(_work, $"{id}-{count++}.jpg");
                await File.WriteAllBytesAsync(file, jpeg);
                inputs.AddRange(["-loop", "1", "-framerate", "10", "-t", each.ToString(CultureInfo.InvariantCulture), "-i", file]);
            }

            intervals.Add((item, new TimeRange(at, at + (each * frames.Count))));
            at += each * frames.Count;
        }

        // Each image to one size by itself: a filter that meets another size begins anew and loses frames.
        var scaled = string.Concat(
            Enumerable
                .Range(0, count)
                .Select(i => $"[{i}:v]scale=384:288:force_original_aspect_ratio=increase,crop=384:288,setsar=1,format=yuv420p[v{i}];")
        );
        var all = string.Concat(Enumerable.Range(0, count).Select(i => $"[v{i}]"));
        var film = Path.Combine(_work, id + ".mp4");
        string[] arguments =
        [
            "-v",
            "error",
            "-y",
            .. inputs,
            "-filter_complex",
            $"{scaled}{all}concat=n={count}:v=1[film]",
            .. "-map [film] -c:v libx264 -preset veryfast".Split(' '),
            film,
        ];
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", arguments))!;
        await ffmpeg.WaitForExitAsync();
        var info = await new MediaProbe(_tools).ProbeAsync(film);
        var thumbnails = Directory.CreateDirectory(Path.Combine(_work, id)).FullName;
        var found = await new VisualStage(_tools, _models, new WorkPacer(100, TimeProvider.System)).RunAsync(
            info,
            space,
            thumbnails,
            _ => { },
            CancellationToken.None
        );
        return new Film(new TeachingVideo(id, found.Clips, found.Frames, found.VisualSimilarity, [], []), intervals);
    }

    private static bool IsOf(string item, string label) => item.StartsWith(label + "/", StringComparison.Ordinal);

    private sealed record Film(TeachingVideo Video, List<(string Item, TimeRange Range)> Intervals)
    {
        public List<TimeRange> Find(string label) => [.. Intervals.Where(i => IsOf(i.Item, label)).Select(i => i.Range)];

        public TeachingVideo Mark(string label) => Video with { Accepted = Find(label) };
    }
}
