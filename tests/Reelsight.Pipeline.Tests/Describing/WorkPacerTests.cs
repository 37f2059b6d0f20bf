using Reelsight.Pipeline.Describing;
using Reelsight.TestSupport;

namespace Reelsight.Pipeline.Tests.Describing;

public sealed class WorkPacerTests
{
    private readonly ManualClock _clock = new();

    [Theory]
    [InlineData(50, 300)]
    [InlineData(25, 900)]
    [InlineData(75, 100)]
    public async Task Work_is_followed_by_the_pause_that_makes_it_that_share(int percent, int pauseMs)
    {
        await using var frames = Pace(percent, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await frames.MoveNextAsync());
        _clock.Advance(TimeSpan.FromMilliseconds(300));
        var next = frames.MoveNextAsync().AsTask();
        _clock.Advance(TimeSpan.FromMilliseconds(pauseMs - 1));
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(await next);
    }

    [Fact]
    public async Task Without_a_limit_nothing_waits()
    {
        var count = 0;
        await foreach (var _ in Pace(100, TestContext.Current.CancellationToken))
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            count++;
        }

        Assert.Equal((3, 0), (count, _clock.PendingTimers));
    }

    [Fact]
    public async Task A_pause_ends_when_the_work_is_cancelled()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var frames = Pace(1, cancellation.Token).GetAsyncEnumerator(cancellation.Token);
        Assert.True(await frames.MoveNextAsync());
        _clock.Advance(TimeSpan.FromSeconds(10));
        var next = frames.MoveNextAsync().AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    private IAsyncEnumerable<int> Pace(int percent, CancellationToken ct) =>
        new WorkPacer(percent, _clock).PaceAsync(new[] { 0, 1, 2 }.ToAsyncEnumerable(), ct);
}
