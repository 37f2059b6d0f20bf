using Microsoft.Extensions.Logging.Abstractions;
using Reelsight.Core.Errors;
using Reelsight.Pipeline.Jobs;
using Reelsight.Storage.Queue;

namespace Reelsight.Pipeline.Tests.Jobs;

public sealed class DailyHoursTests : IDisposable
{
    private readonly PipelineFixture _bench = new();

    [Theory]
    [InlineData("22:00-06:00", "23:30", true)]
    [InlineData("22:00-06:00", "05:59", true)]
    [InlineData("22:00-06:00", "06:00", false)]
    [InlineData("22:00-06:00", "12:00", false)]
    [InlineData("09:00-17:00", "12:00", true)]
    [InlineData("09:00-17:00", "17:00", false)]
    public void Hours_may_go_on_after_midnight(string hours, string time, bool isWithin) =>
        Assert.Equal(isWithin, DailyHours.Parse(hours)!.Contains(TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("22")]
    [InlineData("22:00")]
    [InlineData("22:00-22:00")]
    [InlineData("25:00-06:00")]
    [InlineData("a-b")]
    public void What_is_no_hours_is_refused(string text) => Assert.Throws<FormatException>(() => DailyHours.Parse(text));

    [Fact]
    public async Task Outside_the_hours_only_what_somebody_waits_for_is_begun()
    {
        // The clock of the tests stands at 03:04.
        var options = new JobWorkerOptions { Hours = DailyHours.Parse("22:00-02:00") };
        var handlers = new JobDispatcher([new Handler("index", true), new Handler("answer", false)]);
        var worker = new JobWorker(_bench.Stores.Queue, handlers, options, _bench.Clock, NullLogger<JobWorker>.Instance);
        foreach (var kind in new[] { "index", "answer" })
        {
            await _bench.Stores.Queue.EnqueueAsync(new JobRequest(PipelineFixture.Tenant, kind, kind), _bench.Clock.GetUtcNow(), default);
        }

        Assert.True(await worker.RunNextAsync(default));
        Assert.False(await worker.RunNextAsync(default));
        _bench.Clock.Advance(TimeSpan.FromHours(20));
        Assert.True(await worker.RunNextAsync(default));
        Assert.Equal(0, await _bench.Stores.Queue.CountAsync(default));
    }

    public void Dispose() => _bench.Dispose();

    private sealed class Handler(string kind, bool isBackground) : IJobHandler
    {
        public string Kind => kind;

        public bool IsQuick => false;

        public bool IsBackground => isBackground;

        public Task HandleAsync(JobContext context, CancellationToken ct) => Task.CompletedTask;

        public Task FailAsync(Job job, Failure failure, CancellationToken ct) => Task.CompletedTask;
    }
}
