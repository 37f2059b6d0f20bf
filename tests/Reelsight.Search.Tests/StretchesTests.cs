using Reelsight.Search.Snapshots;

namespace Reelsight.Search.Tests;

public sealed class StretchesTests
{
    private const int DurationSec = 60;

    [Fact]
    public void Outside_and_both_agree_with_looking_at_every_moment()
    {
        var random = new Random(11);
        for (var round = 0; round < 500; round++)
        {
            var (a, b) = (Some(random), Some(random));
            var (outside, both) = (Stretches.Outside(a, DurationSec), Stretches.Both(a, b));
            for (var time = 0.25; time < DurationSec; time += 0.5)
            {
                Assert.Equal(!In(a, time), In(outside, time));
                Assert.Equal(In(a, time) && In(b, time), In(both, time));
            }
            Assert.All(outside.Concat(both), stretch =>
                Assert.True(stretch.Start < stretch.End && stretch is { Start: >= 0, End: <= DurationSec })
            );
        }
    }

    [Fact]
    public void Seconds_that_hold_become_runs_and_the_last_one_ends_with_the_video()
    {
        Assert.Equal([new Stretch(1, 3), new Stretch(4, 4.6)], Stretches.OfSeconds([0, 1, 1, 0, 1], second => second == 1, 4.6));
        Assert.Equal([new Stretch(0, 7)], Stretches.OfSeconds([1], second => second == 1, 7));
        Assert.Empty(Stretches.OfSeconds<int>([], _ => true, 7));
    }

    [Fact]
    public void Excluding_ten_thousand_stretches_from_ten_thousand_takes_as_many_steps_as_there_are_stretches()
    {
        const int Many = 10_000;
        var steps = 0;
        List<Stretch> seen = [.. Enumerable.Range(0, Many).Select(i => new Stretch(i * 4, i * 4 + 3))];
        List<Stretch> unwanted = [.. Enumerable.Range(0, Many).Select(i => new Stretch(i * 4 + 1, i * 4 + 2))];
        Assert.Equal(2 * Many, Stretches.Both(seen, Stretches.Outside(unwanted, Many * 4), () => steps++).Count);
        Assert.InRange(steps, Many, 2 * Many + 2);
    }

    private static bool In(List<Stretch> stretches, double time) =>
        stretches.Exists(stretch => stretch.Start <= time && time < stretch.End);

    private static List<Stretch> Some(Random random)
    {
        var stretches = new List<Stretch>();
        for (var at = random.Next(0, 5); at < DurationSec - 8; at += random.Next(0, 8))
        {
            var end = at + random.Next(1, 8);
            stretches.Add(new Stretch(at, end));
            at = end + 1;
        }
        return stretches;
    }
}
