using System.Text;
using System.Threading.Channels;
using Reelsight.TestSupport;

namespace Reelsight.Fetch.Tests;

/// <summary>Servers that never stop sending and never get on. The clock is the test's own.</summary>
public sealed class SlowTransferTests : IAsyncDisposable
{
    private readonly ManualClock _clock = new();
    private readonly LocalServer _server = new();
    private readonly Channel<int> _bytes = Channel.CreateUnbounded<int>();

    public SlowTransferTests() => _server.Answer("/slow", async (stream, ct) =>
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"), ct);
            await foreach (var count in _bytes.Reader.ReadAllAsync(ct))
            {
                await stream.WriteAsync(new byte[count], ct);
            }
        });

    [Fact]
    public async Task A_byte_every_five_seconds_is_given_up_after_a_minute_and_may_pass()
    {
        var (failure, steps) = await ReadAsync(new FetchOptions(), TimeSpan.FromSeconds(5), bytes: 1, maxSteps: 100);

        Assert.Contains("sends too slowly: 12 bytes in 60 seconds", failure!.Message, StringComparison.Ordinal);
        Assert.Contains("REELSIGHT_FETCH_MIN_RATE", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsTransient);
        Assert.Equal(12, steps);
    }

    [Fact]
    public async Task A_slow_line_that_keeps_to_the_least_rate_is_borne()
    {
        var options = new FetchOptions { MinBytesPerSec = 100 };
        Assert.Null((await ReadAsync(options, TimeSpan.FromSeconds(10), bytes: 1000, maxSteps: 30)).Failure);
    }

    [Fact]
    public async Task A_burst_at_the_start_does_not_pay_for_the_next_hour()
    {
        _bytes.Writer.TryWrite(500_000);
        var (failure, _) = await ReadAsync(new FetchOptions(), TimeSpan.FromSeconds(5), bytes: 1, maxSteps: 400);
        Assert.Contains("sends too slowly", failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transfer_ends_after_its_total_time_however_it_gets_on_and_is_not_tried_again()
    {
        var options = new FetchOptions { MinBytesPerSec = 0, MaxDuration = TimeSpan.FromSeconds(150) };
        var (failure, steps) = await ReadAsync(options, TimeSpan.FromSeconds(50), bytes: 1, maxSteps: 100);

        Assert.Contains("had not sent everything after 150 seconds", failure!.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
        Assert.Equal(3, steps);
    }

    // A read at a time: the clock moves while it waits, then some bytes come.
    private async Task<(FetchException? Failure, int Steps)> ReadAsync(FetchOptions options, TimeSpan pause, int bytes, int maxSteps)
    {
        using var client = new GuardedFetch(options with { AllowPrivate = true, Time = _clock });
        await using var file = await client.OpenAsync(_server.Url("/slow"), CancellationToken.None);
        var buffer = new byte[4096];
        for (var step = 1; step <= maxSteps; step++)
        {
            try
            {
                var reading = file.Body.ReadAsync(buffer).AsTask();
                _clock.Advance(pause);
                _bytes.Writer.TryWrite(bytes);
                await reading;
            }
            catch (FetchException e)
            {
                return (e, step);
            }
        }
        return (null, maxSteps);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
