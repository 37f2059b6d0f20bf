using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics.X86;
using Reelsight.Bench.Vectors;
using Reelsight.Vectors;

// The vector index at the size of an archive: exact search, filters, many searchers, the same vectors in sqlite-vec and FAISS beside it,
// and opening. Usage: dotnet run -c Release --project bench/Reelsight.Bench.Vectors [rows] [rounds] [rows to open]; needs 0.6 kB of disk
// and 3 kB of memory a row
const int Best = 10,
    Searchers = 10,
    Warm = 20,
    RoundsOfOthers = 10;
var documents = (args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000) / SyntheticRows.RowsPerDocument;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100;
var toOpen = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 10_000_000;
var folder = Directory.CreateTempSubdirectory("reelsight-bench-").FullName;
try
{
    Console.WriteLine(
        $"{documents * SyntheticRows.RowsPerDocument:N0} vectors of {SyntheticRows.Dimension}, the best {Best}; "
            + $"{Environment.ProcessorCount} cores, AVX-VNNI: {AvxVnni.IsSupported}; load of the machine: {Load()}"
    );
    var queries = Enumerable.Range(0, rounds).Select(SyntheticRows.CreateQuery).ToArray();
    var full = await OursAsync(queries);
    using (var other = SqliteVecBaseline.TryFill(documents, "L2"))
    {
        if (other is null)
        {
            Console.WriteLine("sqlite-vec: not to be had here");
        }
        else
        {
            var scan = await Timings.MeasureAsync(1, RoundsOfOthers, round =>
            {
                other.Search(SyntheticRows.QuantizeQuery(queries[round % queries.Length]), Best);
                return Task.CompletedTask;
            });
            Console.WriteLine(
                $"sqlite-vec {SqliteVecBaseline.Version}, int8, one thread      {scan}   {scan.P50 / full.P50:0.0} times ours"
            );
        }
    }
    await FaissBaseline.RunAsync(folder, documents, queries, Best, full.P50);
    Open();
}
finally
{
    Directory.Delete(folder, recursive: true);
}

async Task<Timings> OursAsync(float[][] queries)
{
    var path = Path.Combine(folder, "rows");
    using var index = VectorIndex.Open(path, "bench", new BatchedScanQueue(), Console.WriteLine);
    index.Put(
        Enumerable
            .Range(0, documents)
            .AsParallel()
            .AsOrdered()
            .Select(document => new DocumentVectors(SyntheticRows.KeyOf(document), document + 1, SyntheticRows.Create(document))),
        1
    );
    GC.Collect();
    using var view = index.OpenView();
    var asked = queries.Select(query => new VectorQuery(new QuantizedVector(query), Best)).ToArray();
    var full = await Timings.MeasureAsync(Warm, rounds, round => view.SearchAsync([asked[round % rounds]], null, default));
    Console.WriteLine($"exact, all                              {full}   bar 20 ms");
    var ten = await Timings.MeasureAsync(Warm, rounds, round =>
        view.SearchAsync([.. Enumerable.Range(round, 10).Select(i => asked[i % rounds])], null, default)
    );
    Console.WriteLine($"ten queries in one pass                 {ten}   {ten.P50 / full.P50:0.0} times one");
    foreach (var percent in (int[])[1, 10])
    {
        var (among, random) = (new DocumentSet(view.DocumentCount), new Random(percent));
        for (var document = 0; document < view.DocumentCount; document++)
        {
            if (random.Next(100) < percent)
            {
                among.Add(document);
            }
        }
        var filtered = await Timings.MeasureAsync(Warm, rounds, round => view.SearchAsync([asked[round % rounds]], among, default));
        Console.WriteLine(
            $"a filter that keeps {percent, 2} %                 {filtered}   {filtered.P50 / full.P50:0.000} of all"
                + (percent == 1 ? ", bar 0.1" : "")
        );
    }
    var many = Timings.Merge(
        await Task.WhenAll(
            Enumerable
                .Range(0, Searchers)
                .Select(searcher =>
                    Task.Run(() =>
                        Timings.MeasureAsync(2, rounds / 2, round => view.SearchAsync([asked[(round + searcher) % rounds]], null, default))
                    )
                )
        )
    );
    Console.WriteLine($"{Searchers} searchers at once                   {many}   p95 {many.P95 / many.P50:0.0} times p50, bar 5");
    var vectorBytes = (double)((long)documents * SyntheticRows.RowsPerDocument * SyntheticRows.Dimension);
    var size = Directory.GetFiles(path).Sum(file => new FileInfo(file).Length);
    Console.WriteLine(
        $"files {size / 1e6:0} MB, {size / vectorBytes:0.00} of the bytes of the vectors; "
            + $"managed memory {GC.GetTotalMemory(true) / 1e6:0} MB; resident {ResidentMb():0} MB"
    );
    return full;
}

// Written by copying one document's rows: their values do not matter for opening.
void Open()
{
    var path = Path.Combine(folder, "many");
    var rows = SyntheticRows.Create(0);
    using (var index = VectorIndex.Open(path, "bench", new BatchedScanQueue(), Console.WriteLine))
    {
        index.Put(
            Enumerable
                .Range(0, toOpen / SyntheticRows.RowsPerDocument)
                .Select(document => new DocumentVectors(SyntheticRows.KeyOf(document), document + 1, rows)),
            1
        );
    }
    GC.Collect();
    var before = GC.GetTotalMemory(true);
    var opening = Stopwatch.StartNew();
    using var again = VectorIndex.Open(path, "bench", new BatchedScanQueue(), Console.WriteLine);
    using var view = again.OpenView();
    Console.WriteLine(
        $"open {view.RowCount:N0} vectors: {opening.Elapsed.TotalSeconds:0.00} s, bar 3; {again.SegmentCount} segments; "
            + $"managed memory {(GC.GetTotalMemory(true) - before) / 1e6:0} MB"
    );
    var first = Stopwatch.StartNew();
    view.SearchAsync([new VectorQuery(new QuantizedVector(SyntheticRows.CreateQuery(0)), Best)], null, default).GetAwaiter().GetResult();
    Console.WriteLine($"first search of these, every checksum checked: {first.Elapsed.TotalSeconds:0.00} s");
    for (var round = 0; round < 3; round++)
    {
        first.Restart();
        view.SearchAsync([new VectorQuery(new QuantizedVector(SyntheticRows.CreateQuery(round)), Best)], null, default)
            .GetAwaiter()
            .GetResult();
    }
    Console.WriteLine($"a later one: {first.Elapsed.TotalMilliseconds:0} ms");
}

static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

static double ResidentMb()
{
    using var self = Process.GetCurrentProcess();
    return self.WorkingSet64 / 1e6;
}
