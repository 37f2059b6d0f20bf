using System.Text.Json;
using Reelsight.TestSupport;

namespace Reelsight.Bench.Tests;

/// <summary>How many bytes each hot path may allocate in one run.</summary>
internal sealed class AllocationLimits(IReadOnlyDictionary<string, long> bytesByPath)
{
    private const string File = "bench/allocation-limits.json";
    private const int AllowedGrowthPercent = 10;

    public IEnumerable<string> Paths => bytesByPath.Keys;

    /// <summary>Reads the limits of the repository.</summary>
    public static AllocationLimits Read() =>
        new(JsonSerializer.Deserialize<Dictionary<string, long>>(System.IO.File.ReadAllText(RepositoryRoot.Combine(File.Split('/'))))!);

    /// <summary>What is wrong with a measurement and how it is mended; null when it is within its limit.</summary>
    public string? FindExcess(string path, long bytes)
    {
        if (!bytesByPath.TryGetValue(path, out var limit))
        {
            return $"\"{path}\" has no limit: add \"{path}\": {bytes} to {File}.";
        }

        return bytes * 100 <= limit * (100 + AllowedGrowthPercent)
            ? null
            : $"\"{path}\" allocates {bytes} bytes a run; its limit in {File} is {limit}, and {AllowedGrowthPercent} % more is allowed. "
                + "Remove the allocation, or, if it is worth its price, raise the limit on purpose: "
                + $"write {bytes} there, and the reason into the commit.";
    }
}
