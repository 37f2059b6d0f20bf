using Reelsight.Bench.Micro;

namespace Reelsight.Bench.Tests;

public sealed class AllocationGateTests
{
    private static readonly AllocationLimits Limits = AllocationLimits.Read();

    public static TheoryData<string> Paths => [.. HotPathList.All.Keys];

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_hot_path_allocates_hardly_more_than_its_limit(string path)
    {
        using var operation = HotPathList.All[path]();
        Assert.True(operation.Run() > 0, $"\"{path}\" finds nothing, so its bytes say nothing.");
        var bytes = AllocationMeter.Measure(() => operation.Run());
        TestContext.Current.TestOutputHelper?.WriteLine($"\"{path}\": {bytes}");
        Assert.True(Limits.FindExcess(path, bytes) is null, Limits.FindExcess(path, bytes));
    }

    [Fact]
    public void Every_limit_is_of_a_hot_path() => Assert.Empty(Limits.Paths.Except(HotPathList.All.Keys));

    [Theory]
    [InlineData(0, true)]
    [InlineData(1000, true)]
    [InlineData(1100, true)]
    [InlineData(1101, false)]
    public void A_tenth_more_than_the_limit_is_the_most_that_passes(long bytes, bool passes) =>
        Assert.Equal(passes, new AllocationLimits(new Dictionary<string, long> { ["scan"] = 1000 }).FindExcess("scan", bytes) is null);

    [Fact]
    public void A_refusal_names_the_path_the_figures_and_how_the_limit_is_raised()
    {
        var sentence = new AllocationLimits(new Dictionary<string, long> { ["scan"] = 1000 }).FindExcess("scan", 1234);
        Assert.Contains("\"scan\" allocates 1234 bytes a run; its limit in bench/allocation-limits.json is 1000", sentence);
        Assert.Contains("write 1234 there, and the reason into the commit", sentence);
    }

    [Fact]
    public void A_path_without_a_limit_is_refused_with_the_line_to_add() =>
        Assert.Contains(
            "add \"scan\": 1234 to bench/allocation-limits.json",
            new AllocationLimits(new Dictionary<string, long>()).FindExcess("scan", 1234)
        );

    [Fact]
    public void Every_byte_of_the_thread_is_counted()
    {
        var kept = new byte[1][];
        Assert.InRange(AllocationMeter.Measure(() => kept[0] = new byte[1000]), 1000, 1100);
        Assert.Equal(0, AllocationMeter.Measure(() => kept[0][0]++));
    }
}
