using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics.X86;
using Reelsight.Bench.Map;
using Reelsight.Search.Projection;

// Maps: how long one of many vectors takes, how many neighbours are found without comparing all pairs, and how many stay neighbours on the
// map. Usage: dotnet run -c Release --project bench/Reelsight.Bench.Map [vectors] [folder with the training images]
const int Neighbours = 15,
    Sampled = 1000;
var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
Console.WriteLine(
    $"{count:N0} vectors of {SyntheticScenes.Dimension}; {Environment.ProcessorCount} cores, "
        + $"AVX-VNNI: {AvxVnni.IsSupported}; load of the machine: {Load()}"
);
Pca.Compute(SyntheticScenes.Create(2000)); // so that what is timed is compiled
var rows = SyntheticScenes.Create(count);
for (var again = 0; again < 3; again++)
{
    var (processor, watch) = (Processor(), Stopwatch.StartNew());
    Pca.Compute(rows);
    Console.WriteLine(
        $"principal components           {watch.Elapsed.TotalSeconds, 6:0.00} s   ({Processor() - processor:0.00} s of processor), bar 3 s"
    );
}
var (components, _) = Pca.Compute(rows);
var started = Stopwatch.StartNew();
var found = new NearestNeighbourSearch(rows, Neighbours).Search(_ => { }, default);
Console.WriteLine(
    $"{Neighbours} neighbours of each           {started.Elapsed.TotalSeconds, 6:0.00} s, "
        + $"{MapQuality.ComputeRecall(rows, found, Sampled):0.000} of the true ones ({Sampled} vectors asked)"
);
started.Restart();
Umap.Compute(found, components, _ => { }, default);
Console.WriteLine($"layout that keeps neighbours   {started.Elapsed.TotalSeconds, 6:0.00} s");
if (count > 20_000)
{
    started.Restart();
    new NearestNeighbourSearch(SyntheticScenes.Create(20_000), Neighbours).Search(_ => { }, default);
    Console.WriteLine($"all pairs of 20,000            {started.Elapsed.TotalSeconds, 6:0.00} s");
}
await foreach (var (name, vectors, labels) in LabelledImages.ReadAsync(args.Length > 1 ? args[1] : null))
{
    var (flat, shares) = Pca.Compute(vectors);
    var kept = Umap.Compute(new NearestNeighbourSearch(vectors, Neighbours).Search(_ => { }, default), flat, _ => { }, default);
    Console.WriteLine(
        $"{name}: {vectors.Count} images of {labels.Distinct().Count()} classes; the components hold {shares.Sum():0.00} of the variance"
    );
    Console.WriteLine($"  components  {MapQuality.Format(vectors, flat, labels)}");
    Console.WriteLine($"  neighbours  {MapQuality.Format(vectors, kept, labels)}");
}

static double Processor()
{
    using var self = Process.GetCurrentProcess();
    return self.TotalProcessorTime.TotalSeconds;
}

static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
