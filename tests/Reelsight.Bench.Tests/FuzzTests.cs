using Reelsight.Bench.Fuzz;

namespace Reelsight.Bench.Tests;

public sealed class FuzzTests
{
    private const int Inputs = 200;
    private const int Seed = 11;

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_parser_refuses_damaged_input_with_its_own_error(string target)
    {
        var findings = new List<FuzzFinding>();
        FuzzRun.Run(FuzzTargets.Find(target), Seed, 0, Inputs, null, findings.Add);
        Assert.Empty(findings.DistinctBy(finding => finding.Kind).Select(finding => $"input {finding.Number}: {finding.What}"));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_parser_accepts_the_inputs_that_are_damaged(string target)
    {
        var one = FuzzTargets.Find(target);
        foreach (var (input, number) in one.Seeds.Select((input, number) => (input, number)))
        {
            var what = FuzzRun.Try(one, input, out var isAccepted);
            Assert.True(isAccepted, $"Input {number} is not accepted: {what ?? "refused"}");
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void The_same_seed_makes_the_same_inputs(string target)
    {
        var one = FuzzTargets.Find(target);
        Assert.Equal(Mutator.Make(one, Seed, 150), Mutator.Make(one, Seed, 150));
    }

    [Fact]
    public void An_error_that_is_not_documented_is_a_finding()
    {
        var target = new FuzzTarget(
            "t",
            [
                [1],
            ],
            _ => throw new InvalidOperationException("odd"),
            typeof(InvalidDataException)
        );
        var findings = new List<FuzzFinding>();
        var count = FuzzRun.Run(target, Seed, 0, 3, null, findings.Add);
        Assert.Equal(3, count.Found);
        Assert.All(findings, finding => Assert.Contains("odd", finding.What, StringComparison.Ordinal));
    }

    [Fact]
    public void More_memory_than_the_limit_is_a_finding()
    {
        var target = new FuzzTarget(
            "t",
            [
                [1],
            ],
            _ => GC.KeepAlive(new byte[300 << 20])
        );
        Assert.Contains("MB allocated", FuzzRun.Try(target, [1], out _), StringComparison.Ordinal);
    }
}
