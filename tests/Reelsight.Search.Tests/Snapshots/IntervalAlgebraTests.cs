using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Tests.Snapshots;

public sealed class IntervalAlgebraTests
{
    private const int DurationSec = 60;

    [Fact]
    public void Outside_and_both_agree_with_looking_at_every_moment()
    {
        var random = new Random(11);
        for (var round = 0; round < 500; round++)
        {
            var (a, b) = (CreateRandomIntervals(random), CreateRandomIntervals(random));
            var (outside, both) = (IntervalAlgebra.Complement(a, DurationSec), IntervalAlgebra.Intersect(a, b));
            for (var time = 0.25; time < DurationSec; time += 0.5)
            {
                Assert.Equal(!Contains(a, time), Contains(outside, time));
                Assert.Equal(Contains(a, time) && Contains(b, time), Contains(both, time));
            }
            Assert.All(outside.Concat(both), interval =>
                Assert.True(interval.Start < interval.End && interval is { Start: >= 0, End: <= DurationSec })
            );
        }
    }

    [Fact]
    public void Seconds_that_hold_become_runs_and_the_last_one_ends_with_the_video()
    {
        Assert.Equal(
            [new TimeInterval(1, 3), new TimeInterval(4, 4.6)],
            IntervalAlgebra.FromSeconds([0, 1, 1, 0, 1], second => second == 1, 4.6)
        );
        Assert.Equal([new TimeInterval(0, 7)], IntervalAlgebra.FromSeconds([1], second => second == 1, 7));
        Assert.Empty(IntervalAlgebra.FromSeconds<int>([], _ => true, 7));
    }

    [Fact]
    public void Excluding_ten_thousand_intervals_from_ten_thousand_takes_as_many_steps_as_there_are_intervals()
    {
        const int Many = 10_000;
        var steps = 0;
        List<TimeInterval> seen = [.. Enumerable.Range(0, Many).Select(i => new TimeInterval(i * 4, i * 4 + 3))];
        List<TimeInterval> unwanted = [.. Enumerable.Range(0, Many).Select(i => new TimeInterval(i * 4 + 1, i * 4 + 2))];
        Assert.Equal(2 * Many, IntervalAlgebra.Intersect(seen, IntervalAlgebra.Complement(unwanted, Many * 4), () => steps++).Count);
        Assert.InRange(steps, Many, 2 * Many + 2);
    }

    private static bool Contains(List<TimeInterval> intervals, double time) =>
        intervals.Exists(interval => interval.Start <= time && time < interval.End);

    private static List<TimeInterval> CreateRandomIntervals(Random random)
    {
        var intervals = new List<TimeInterval>();
        for (var at = random.Next(0, 5); at < DurationSec - 8; at += random.Next(0, 8))
        {
            var end = at + random.Next(1, 8);
            intervals.Add(new TimeInterval(at, end));
            at = end + 1;
        }
        return intervals;
    }
}
