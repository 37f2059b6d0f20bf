using System.Collections.Concurrent;
using Reelsight.Storage.Queue;

namespace Reelsight.Storage.Tests.Queue;

public abstract class JobQueueContract : StoreContract
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly JobProgress Halfway = new("describe", 0.5);

    private IJobQueue Queue => Stores.Queue;

    private Task<Job?> TakeAsync(int failed = 3, int interrupted = 10) =>
        Queue.TakeAsync("worker", null, Lease, new AttemptLimits(failed, interrupted), Now, None);

    private Task EnqueueAsync(string subject) => Queue.EnqueueAsync(new JobRequest(Tenant, "index_video", subject), Now, None);

    [Fact]
    public async Task Jobs_come_out_in_the_order_they_were_put_in_and_only_once()
    {
        await EnqueueAsync("a");
        await EnqueueAsync("b");

        Assert.Equal("a", (await TakeAsync())!.SubjectId);
        Assert.Equal("b", (await TakeAsync())!.SubjectId);
        Assert.Null(await TakeAsync());
        Assert.Equal(2, await Queue.CountAsync(None));
    }

    [Fact]
    public async Task A_job_whose_worker_vanished_is_taken_again_when_its_lease_runs_out_and_the_old_lease_is_worthless()
    {
        await EnqueueAsync("a");
        var lost = (await TakeAsync())!;
        Clock.Advance(Lease - TimeSpan.FromTicks(1));
        Assert.Null(await TakeAsync());
        Clock.Advance(TimeSpan.FromTicks(1));

        var again = (await TakeAsync())!;

        Assert.Equal((lost.Id, 2), (again.Id, again.Attempt));
        Assert.False(await Queue.HeartbeatAsync(lost, Lease, Halfway, Now, None));
        await Queue.CompleteAsync(lost, None);
        await Queue.RetryAsync(lost, TimeSpan.Zero, "late", Now, None);
        Assert.Null(await TakeAsync());
        Assert.True(await Queue.HeartbeatAsync(again, Lease, Halfway, Now, None));
    }

    [Fact]
    public async Task A_job_given_back_is_due_at_once_and_was_no_try()
    {
        await EnqueueAsync("a");
        for (var stop = 0; stop < 5; stop++)
        {
            await Queue.ReleaseAsync((await TakeAsync())!, Now, None);
        }

        Assert.Equal(1, (await TakeAsync())!.Attempt);
        Assert.Null(await Queue.TakeDeadLetterAsync(None));
    }

    [Fact]
    public async Task A_postponed_job_is_due_later_and_was_no_try()
    {
        await EnqueueAsync("a");
        for (var time = 0; time < 5; time++)
        {
            await Queue.PostponeAsync((await TakeAsync())!, TimeSpan.FromMinutes(10), Now, None);
            Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
            Assert.Null(await TakeAsync());
            Clock.Advance(TimeSpan.FromTicks(1));
        }

        Assert.Equal(1, (await TakeAsync())!.Attempt);
    }

    [Fact]
    public async Task A_heartbeat_keeps_the_lease_and_tells_the_progress()
    {
        await EnqueueAsync("a");
        var job = (await TakeAsync())!;
        Clock.Advance(Lease / 2);
        Assert.True(await Queue.HeartbeatAsync(job, Lease, Halfway, Now, None));
        Clock.Advance(Lease / 2);

        Assert.Null(await TakeAsync());
        Assert.Equal(Halfway, await Queue.FindProgressAsync(Tenant, "a", None));
        Assert.Null(await Queue.FindProgressAsync(Other, "a", None));
        await Queue.CompleteAsync(job, None);
        Assert.Null(await Queue.FindProgressAsync(Tenant, "a", None));
        Assert.Equal(0, await Queue.CountAsync(None));
    }

    [Fact]
    public async Task A_retry_is_due_after_its_delay_and_lets_others_go_first()
    {
        await EnqueueAsync("a");
        var job = (await TakeAsync())!;
        await Queue.RetryAsync(job, TimeSpan.FromSeconds(10), "busy", Now, None);
        Clock.Advance(TimeSpan.FromSeconds(5));
        await EnqueueAsync("b");
        Assert.Equal("b", (await TakeAsync())!.SubjectId);
        Assert.Null(await TakeAsync());
        Clock.Advance(TimeSpan.FromSeconds(5));

        var again = (await TakeAsync())!;

        Assert.Equal(("a", 2), (again.SubjectId, again.Attempt));
    }

    [Fact]
    public async Task A_job_that_ran_out_of_attempts_is_handed_over_once_with_its_reason()
    {
        await EnqueueAsync("a");
        await Queue.RetryAsync((await TakeAsync(2))!, TimeSpan.Zero, "the first reason", Now, None);
        await Queue.RetryAsync((await TakeAsync(2))!, TimeSpan.Zero, "the last reason", Now, None);

        Assert.Null(await TakeAsync(2));
        Assert.Equal(0, await Queue.CountAsync(None));
        var dead = await Queue.TakeDeadLetterAsync(None);

        Assert.Equal(("a", "the last reason"), (dead!.Value.Job.SubjectId, dead.Value.Reason));
        Assert.Null(await Queue.TakeDeadLetterAsync(None));
    }

    [Fact]
    public async Task Attempts_that_ended_with_their_worker_may_be_more_than_those_that_failed()
    {
        await EnqueueAsync("a");
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            Assert.Equal(attempt, (await TakeAsync(failed: 2, interrupted: 4))!.Attempt);
            Clock.Advance(Lease);
        }

        Assert.Null(await TakeAsync(failed: 2, interrupted: 4));
        Assert.Contains("stopped", (await Queue.TakeDeadLetterAsync(None))!.Value.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_letter_is_handed_over_again_after_a_restart_unless_it_was_completed()
    {
        await EnqueueAsync("a");
        _ = await TakeAsync(interrupted: 1);
        Clock.Advance(Lease);
        Assert.Null(await TakeAsync(interrupted: 1));
        Assert.Contains("stopped", (await Queue.TakeDeadLetterAsync(None))!.Value.Reason, StringComparison.Ordinal);
        Restart();
        var dead = (await Queue.TakeDeadLetterAsync(None))!.Value;
        await Queue.CompleteAsync(dead.Job, None);
        Restart();

        Assert.Null(await Queue.TakeDeadLetterAsync(None));
    }

    [Fact]
    public async Task A_cancelled_job_is_never_started_and_a_running_one_notices_at_its_next_heartbeat()
    {
        await EnqueueAsync("running");
        await EnqueueAsync("waiting");
        var running = (await TakeAsync())!;

        await Queue.CancelAsync(Other, "running", None);
        Assert.True(await Queue.HeartbeatAsync(running, Lease, Halfway, Now, None));
        await Queue.CancelAsync(Tenant, "running", None);
        await Queue.CancelAsync(Tenant, "waiting", None);

        Assert.False(await Queue.HeartbeatAsync(running, Lease, Halfway, Now, None));
        await Queue.RetryAsync(running, TimeSpan.Zero, "late", Now, None);
        Clock.Advance(Lease);
        Assert.Null(await TakeAsync());
    }

    [Fact]
    public async Task Two_workers_never_get_the_same_job()
    {
        const int jobs = 60;
        for (var i = 0; i < jobs; i++)
        {
            await EnqueueAsync($"job-{i}");
        }
        using var second = OpenAgain();
        var taken = new ConcurrentBag<long>();

        await Task.WhenAll(
            new[] { Stores, Stores, second, second }.Select(stores =>
                Task.Run(async () =>
                {
                    while (await stores.Queue.TakeAsync("worker", null, Lease, new AttemptLimits(3, 10), Now, None) is { } job)
                    {
                        taken.Add(job.Id);
                    }
                })
            )
        );

        Assert.Equal(jobs, taken.Count);
        Assert.Equal(jobs, taken.Distinct().Count());
    }

    [Fact]
    public async Task A_waiting_worker_wakes_for_a_job_that_came_before_or_after_it_began_to_wait()
    {
        var seen = Queue.EnqueueCount;
        await EnqueueAsync("a");
        await Queue.WaitAsync(seen, TimeSpan.FromDays(1), None);

        var waiting = Queue.WaitAsync(Queue.EnqueueCount, TimeSpan.FromDays(1), None);
        Assert.False(waiting.IsCompleted);
        var index = await AddIndexAsync("films");
        var asset = NewAsset();
        await Stores.Assets.AddAsync(asset, new JobRequest(Tenant, "prepare_asset", asset.Id), None);
        await waiting;

        waiting = Queue.WaitAsync(Queue.EnqueueCount, TimeSpan.FromDays(1), None);
        var video = NewVideo(index, asset);
        await Stores.Videos.AddAsync(video, null, CreateJob(video), None);
        await waiting;
    }

    [Fact]
    public async Task One_job_wakes_every_waiting_worker_because_each_may_look_for_other_kinds()
    {
        Task[] waiting = [.. Enumerable.Range(0, 3).Select(_ => Queue.WaitAsync(Queue.EnqueueCount, TimeSpan.FromDays(1), None))];
        await EnqueueAsync("a");
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task A_worker_takes_only_the_kinds_it_asks_for()
    {
        await EnqueueAsync("a");
        await Queue.EnqueueAsync(new JobRequest(Tenant, "prepare_asset", "b"), Now, None);

        Assert.Equal("b", (await Queue.TakeAsync("worker", ["prepare_asset"], Lease, new AttemptLimits(3, 10), Now, None))!.SubjectId);
        Assert.Null(await Queue.TakeAsync("worker", ["prepare_asset"], Lease, new AttemptLimits(3, 10), Now, None));
        Assert.Equal("a", (await TakeAsync())!.SubjectId);
    }

    [Fact]
    public async Task A_wait_ends_when_its_time_is_up_or_when_it_is_cancelled()
    {
        var waiting = Queue.WaitAsync(Queue.EnqueueCount, TimeSpan.FromSeconds(30), None);
        Assert.False(waiting.IsCompleted);
        Clock.Advance(TimeSpan.FromSeconds(30));
        await waiting;

        using var cancelled = new CancellationTokenSource();
        waiting = Queue.WaitAsync(Queue.EnqueueCount, TimeSpan.FromSeconds(30), cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task What_was_enqueued_survives_a_restart()
    {
        await EnqueueAsync("a");
        Restart();

        Assert.Equal("a", (await TakeAsync())!.SubjectId);
    }
}
