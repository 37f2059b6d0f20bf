using System.Diagnostics;
using System.Globalization;
using Reelsight.Bench.Search;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Packs;
using Reelsight.Search;
using Reelsight.Search.Engine;
using Reelsight.Search.Lexicon;
using Reelsight.Search.Matching;
using Reelsight.Search.Snapshots;
using Reelsight.Search.VectorSync;
using Reelsight.Storage.Stores;
using Reelsight.TestSupport;

// Search over an index of 100,000 clips by text and by images: time to be ready and time of a fixed mix of queries, in process, encoder
// included. Usage: dotnet run -c Release --project bench/Reelsight.Bench.Search [videos] [rounds] [data folder kept between runs]
const double BarMs = 5;
const int WarmRounds = 40; // until the compiler has settled
var videos = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20;
var kept = args.Length > 2 ? args[2] : null;
var folder = kept ?? Directory.CreateTempSubdirectory("reelsight-bench-").FullName;

var packs = new ModelStore();
await packs.FetchAsync();
using var encoders = new TextEncoders(packs);

try
{
    using var stores = ReelsightStores.Open(folder, TimeProvider.System);
    var indexes = await stores.Indexes.ListAllAsync(CancellationToken.None);
    if (indexes.Count == 0)
    {
        var filling = Stopwatch.StartNew();
        await new SyntheticFootage(stores, encoders.Get(MiniLmTextEncoder.SpaceName), seed: 7).AddAsync(
            videos,
            TimeProvider.System.GetUtcNow(),
            CancellationToken.None
        );
        Console.WriteLine($"filled {videos} videos in {filling.Elapsed.TotalSeconds:0.0} s");
        indexes = await stores.Indexes.ListAllAsync(CancellationToken.None);
    }
    var indexId = indexes[0].IndexId;

    var before = GC.GetTotalMemory(forceFullCollection: true);
    var warming = Stopwatch.StartNew();
    var wordNet = WordNet.Open();
    var opened = warming.Elapsed.TotalMilliseconds;
    using var vectors = new TenantVectorIndexes(folder, stores.Descriptions, Console.WriteLine);
    var options = new SearchOptions();
    var snapshots = new SnapshotCache(stores.Indexes, stores.Videos, stores.Descriptions, stores.VisualSpaces, vectors, wordNet, options);
    var joint = new JointRetrievers(wordNet, snapshots, options);
    var engine = new SearchEngine(
        stores.Videos,
        stores.Descriptions,
        snapshots,
        joint,
        (space, text) => encoders.Get(space).Encode(text),
        wordNet,
        options
    );
    var placed = warming.Elapsed.TotalMilliseconds;
    await new IndexWarmUp(stores.Indexes, snapshots, joint).WarmUpAsync(CancellationToken.None);
    var warm = warming.Elapsed.TotalMilliseconds;
    var held = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;
    Console.WriteLine(
        $"WordNet {opened:0} ms, labels {placed - opened:0} ms, index {warm - placed:0} ms; {held:0} MB held; "
            + $"processor has AVX-VNNI: {System.Runtime.Intrinsics.X86.AvxVnni.IsSupported}"
    );

    SearchQuery Query(string text, Modalities modalities, VideoFilter? filter = null) =>
        new()
        {
            TenantId = SyntheticFootage.Tenant,
            IndexId = indexId,
            Text = text,
            Modalities = modalities,
            Filter = filter,
        };
    const Modalities all = Modalities.Visual | Modalities.Audio;
    SearchQuery Images(int count, string text, params QueryImageObject[] shows) =>
        Query(text, all) with
        {
            Images =
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(i => new QueryImage($"image {i}", SyntheticFootage.CreateVisualFeatures(i * 7, i % 10), shows)),
            ],
        };
    var loading = Stopwatch.StartNew();
    await engine.SearchAsync(Images(1, ""), CancellationToken.None);
    Console.WriteLine(
        $"visual features {loading.Elapsed.TotalMilliseconds:0} ms; "
            + $"{(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6 - held:0} MB more held"
    );
    var mix = new (string Name, SearchQuery Query)[]
    {
        ("person", Query("person", all)),
        ("person, visual only", Query("person", Modalities.Visual)),
        ("red car", Query("red car", all)),
        ("vehicle", Query("vehicle", all)),
        ("two dogs", Query("two dogs", all)),
        ("three people", Query("three people", all)),
        ("dog near a bench", Query("dog near a bench", all)),
        ("person walking in a kitchen", Query("person walking in a kitchen", all)),
        ("teddy bear", Query("teddy bear", all)),
        ("food on a table", Query("food on a table", all)),
        ("safety helmet", Query("safety helmet", all)),
        ("\"broken pump\"", Query("\"broken pump\"", all)),
        ("bicy*", Query("bicy*", all)),
        ("someone fixes a defective pump", Query("someone fixes a defective pump", all)),
        ("quarterly numbers, speech", Query("quarterly numbers", Modalities.Audio | Modalities.Transcription)),
        ("spaceship", Query("spaceship", all)),
        ("wedding dance", Query("wedding dance", all)),
        ("an image", Images(1, "")),
        ("an image of a dog", Images(1, "", new QueryImageObject("dog", 0.9))),
        ("ten images", Images(10, "")),
        ("an image and red car", Images(1, "red car")),
        ("elephant, one camera", Query("elephant", all, new VideoFilter { Metadata = [new MetadataCondition("camera", "7", null)] })),
    };
    var everything = new List<double>();
    var cpuTimes = new List<double>();
    for (var round = 0; round < WarmRounds; round++)
    {
        foreach (var (_, query) in mix)
        {
            await engine.SearchAsync(query, CancellationToken.None);
        }
    }
    Console.WriteLine($"{"query", -34}{"best ms", 8}{"p50 ms", 8}{"p95 ms", 8}{"cpu ms", 8}{"moments", 9}{"KB", 8}");
    foreach (var (name, query) in mix)
    {
        var times = new List<double>();
        var count = 0;
        var allocated = 0L;
        var cpu = TimeSpan.Zero;
        for (var round = -3; round < rounds; round++)
        {
            var bytes = GC.GetTotalAllocatedBytes();
            var started = Stopwatch.GetTimestamp();
            count = (await engine.SearchAsync(query, CancellationToken.None)).Moments.Count;
            if (round == -1)
            {
                cpu = Environment.CpuUsage.TotalTime;
            }
            if (round >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                allocated = GC.GetTotalAllocatedBytes() - bytes;
            }
        }
        var cpuMs = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / rounds;
        cpuTimes.Add(cpuMs);
        everything.AddRange(times);
        Console.WriteLine(
            $"{name, -34}{times.Min(), 8:0.00}{Share(times, 0.5), 8:0.00}{Share(times, 0.95), 8:0.00}"
                + $"{cpuMs, 8:0.00}{count, 9}{allocated / 1000, 8}"
        );
    }
    Console.WriteLine(
        await TelemetryCost.MeasureAsync(
            [.. mix.Select(one => one.Query)],
            query => engine.SearchAsync(query, CancellationToken.None),
            rounds
        )
    );
    Console.WriteLine(
        $"all: p50 {Share(everything, 0.5):0.00} ms ({Share(everything, 0.5) / BarMs:0.00} of the bar of {BarMs:0} ms), "
            + $"p95 {Share(everything, 0.95):0.00} ms; "
            + $"processor time p50 {Share(cpuTimes, 0.5):0.00} ms ({Share(cpuTimes, 0.5) / BarMs:0.00} of the bar)"
    );
}
finally
{
    if (kept is null)
    {
        Directory.Delete(folder, recursive: true);
    }
}

static double Share(List<double> times, double share)
{
    var sorted = times.Order().ToList();
    return sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];
}
