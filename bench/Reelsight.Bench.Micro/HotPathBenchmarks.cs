using BenchmarkDotNet.Attributes;
using Reelsight.Bench.Micro.HotPaths;

namespace Reelsight.Bench.Micro;

/// <summary>Time and bytes of every hot path.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class HotPathBenchmarks
{
    private HotPath? _path;

    /// <summary>The hot paths.</summary>
    public static IEnumerable<string> Names => HotPathList.All.Keys;

    /// <summary>The hot path that is measured.</summary>
    [ParamsSource(nameof(Names))]
    public string Path { get; set; } = "";

    /// <summary>Prepares the hot path.</summary>
    [GlobalSetup]
    public void Prepare() => _path = HotPathList.All[Path]();

    /// <summary>Frees what it holds.</summary>
    [GlobalCleanup]
    public void Free() => _path?.Dispose();

    /// <summary>The operation.</summary>
    [Benchmark]
    public int Run() => _path!.Run();
}
