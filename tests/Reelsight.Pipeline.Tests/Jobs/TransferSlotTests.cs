using Microsoft.Extensions.Logging.Abstractions;
using Reelsight.Core.Errors;
using Reelsight.Pipeline.Jobs;
using Reelsight.Storage.Queue;

namespace Reelsight.Pipeline.Tests.Jobs;

public sealed class TransferSlotTests : IDisposable
{
    private readonly PipelineFixture _bench = new();

    [Fact]
    public async Task Servers_that_never_finish_sending_hold_up_no_other_job()
    {
        using var slow = new Transferring();
        using var work = new Counting();
        var worker = CreateWorker(new JobWorkerOptions { Workers = 1, FetchSlots = 4 }, slow, work);
        foreach (var subject in new[] { "one", "two" })
        {
            await EnqueueAsync(Transferring.Name, subject);
        }

        using var stop = new CancellationTokenSource();
        var running = worker.RunAsync(stop.Token);
        await slow.ReachedAsync(2);
        // The only worker is free: three more jobs go through, one after another.
        for (var n = 0; n < 3; n++)
        {
            await EnqueueAsync(Counting.Name, $"work {n}");
        }
        await work.DoneAsync(3);

        slow.Finish();
        await slow.EndedAsync(2);
        await stop.CancelAsync();
        await running;
        Assert.Equal(0, await _bench.Stores.Queue.CountAsync(default));
    }

    [Fact]
    public async Task One_tenant_has_half_of_the_transfers_and_its_next_waits_without_losing_an_attempt()
    {
        using var slow = new Transferring();
        var options = new JobWorkerOptions { Workers = 1, FetchSlots = 2 };
        using var idle = new Counting();
        var worker = CreateWorker(options, slow, idle);
        await EnqueueAsync(Transferring.Name, "one");
        using var stop = new CancellationTokenSource();
        var running = worker.RunAsync(stop.Token);
        await slow.ReachedAsync(1);

        await EnqueueAsync(Transferring.Name, "two");
        await EnqueueAsync(Transferring.Name, "another tenant's", "other");
        await slow.ReachedAsync(2);
        Assert.Equal(["one", "another tenant's"], slow.Subjects);

        slow.Finish();
        await slow.EndedAsync(2);
        _bench.Clock.Advance(options.FetchRetryDelay);
        await EnqueueAsync(Counting.Name, "wakes the worker");
        await slow.EndedAsync(3);
        Assert.Equal(1, slow.LastAttempt);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_job_in_a_transfer_goes_back_to_the_queue_when_the_program_ends()
    {
        using var slow = new Transferring();
        using var idle = new Counting();
        var worker = CreateWorker(new JobWorkerOptions { Workers = 1 }, slow, idle);
        await EnqueueAsync(Transferring.Name, "one");
        using var stop = new CancellationTokenSource();
        var running = worker.RunAsync(stop.Token);
        await slow.ReachedAsync(1);
        await stop.CancelAsync();
        await running;

        var job = await _bench.Stores.Queue.TakeAsync(
            "next",
            null,
            TimeSpan.FromSeconds(30),
            new AttemptLimits(3, 10),
            _bench.Clock.GetUtcNow(),
            default
        );
        Assert.Equal(1, job!.Attempt);
    }

    public void Dispose() => _bench.Dispose();

    private JobWorker CreateWorker(JobWorkerOptions options, params IJobHandler[] handlers) =>
        new(_bench.Stores.Queue, new JobDispatcher(handlers), options, _bench.Clock, NullLogger<JobWorker>.Instance);

    private Task EnqueueAsync(string kind, string subject, string tenant = PipelineFixture.Tenant) =>
        _bench.Stores.Queue.EnqueueAsync(new JobRequest(tenant, kind, subject), _bench.Clock.GetUtcNow(), default);

    /// <summary>Waits for a server that answers when the test says so.</summary>
    private sealed class Transferring : IJobHandler, IDisposable
    {
        public const string Name = "transferring";
        private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SemaphoreSlim _reached = new(0);
        private readonly SemaphoreSlim _ended = new(0);
        private readonly List<string> _subjects = [];
        private int _reachedBefore;
        private int _endedBefore;

        public string Kind => Name;

        public bool IsQuick => true;

        public int LastAttempt { get; private set; }

        public IReadOnlyList<string> Subjects => _subjects;

        public void Finish() => _finish.TrySetResult();

        public async Task HandleAsync(JobContext context, CancellationToken ct)
        {
            await context.TransferAsync(
                async () =>
                {
                    lock (_subjects)
                    {
                        _subjects.Add(context.Job.SubjectId);
                    }
                    _reached.Release();
                    await _finish.Task.WaitAsync(ct);
                    return true;
                },
                ct
            );
            LastAttempt = context.Job.Attempt;
            _ended.Release();
        }

        public Task FailAsync(Job job, Failure failure, CancellationToken ct) => Task.CompletedTask;

        public async Task ReachedAsync(int count)
        {
            for (; _reachedBefore < count; _reachedBefore++)
            {
                await _reached.WaitAsync();
            }
        }

        public void Dispose()
        {
            _reached.Dispose();
            _ended.Dispose();
        }

        public async Task EndedAsync(int count)
        {
            for (; _endedBefore < count; _endedBefore++)
            {
                await _ended.WaitAsync();
            }
        }
    }

    /// <summary>Work that takes no time.</summary>
    private sealed class Counting : IJobHandler, IDisposable
    {
        public const string Name = "counting";
        private readonly SemaphoreSlim _done = new(0);

        public string Kind => Name;

        public bool IsQuick => false;

        public async Task DoneAsync(int count)
        {
            for (var n = 0; n < count; n++)
            {
                await _done.WaitAsync();
            }
        }

        public void Dispose() => _done.Dispose();

        public Task HandleAsync(JobContext context, CancellationToken ct)
        {
            _done.Release();
            return Task.CompletedTask;
        }

        public Task FailAsync(Job job, Failure failure, CancellationToken ct) => Task.CompletedTask;
    }
}
