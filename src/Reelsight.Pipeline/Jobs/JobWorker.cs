using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Reelsight.Core.Errors;
using Reelsight.Core.Telemetry;
using Reelsight.Fetch;
using Reelsight.Pipeline.Telemetry;
using Reelsight.Storage.Errors;
using Reelsight.Storage.Queue;

namespace Reelsight.Pipeline.Jobs;

/// <summary>
/// Takes jobs from the durable queue and runs them under a lease: sends heartbeats, stops a job that was cancelled, retries failures that
/// may pass (see <see cref="JobRetryPolicy"/>) and records the others. A failing job does not affect other jobs.
/// </summary>
public sealed partial class JobWorker(
    IJobQueue queue,
    JobDispatcher handlers,
    JobWorkerOptions options,
    TimeProvider clock,
    ILogger<JobWorker> log
)
{
    private readonly string _name = $"{Environment.MachineName}/{Environment.ProcessId}";
    private readonly TransferSlots _transfers = new(options.FetchSlots);

    /// <summary>
    /// Runs jobs until cancelled; jobs that are running then go back to the queue at once. One more worker than configured runs only quick
    /// jobs, so that nobody waits for them behind an hour of video.
    /// </summary>
    public Task RunAsync(CancellationToken stop) =>
        Task.WhenAll(
            Task.Run(() => LoopAsync(options.Workers, null, stop), CancellationToken.None),
            Task.Run(() => LoopAsync(1, handlers.QuickKinds, stop), CancellationToken.None)
        );

    /// <summary>Runs the next due job, if there is one.</summary>
    /// <returns>False when nothing was due.</returns>
    public async Task<bool> RunNextAsync(CancellationToken stop)
    {
        if (await TakeAsync(null, stop) is not { } job)
        {
            return false;
        }

        await RunJobAsync(job, null, stop);
        return true;
    }

    private async Task<Job?> TakeAsync(IReadOnlyList<string>? kinds, CancellationToken stop)
    {
        await FailDeadLettersAsync(stop);
        if (kinds is null && options.Hours is { } hours && !hours.Contains(TimeOnly.FromDateTime(clock.GetLocalNow().DateTime)))
        {
            kinds = handlers.ForegroundKinds;
        }

        return await queue.TakeAsync(_name, kinds, options.LeaseDuration, options.Retry.Limits, clock.GetUtcNow(), stop);
    }

    // A permit is a worker. A job gives it up for the time of a transfer, and the next job is started with it.
    private async Task LoopAsync(int workers, IReadOnlyList<string>? kinds, CancellationToken stop)
    {
        if (workers == 0)
        {
            return;
        }

        using var permits = new SemaphoreSlim(workers);
        var running = new HashSet<Task>();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                running.RemoveWhere(task => task.IsCompleted);
                await permits.WaitAsync(stop);
                var seen = queue.EnqueueCount;
                Job? job;
                try
                {
                    job = await TakeAsync(kinds, stop);
                }
                catch
                {
                    permits.Release();
                    throw;
                }

                if (job is null)
                {
                    permits.Release();
                    await queue.WaitAsync(seen, options.IdlePollInterval, stop);
                    continue;
                }

                running.Add(Task.Run(() => RunWithPermitAsync(job, permits, stop), CancellationToken.None));
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                // The queue itself failed, perhaps because of a full disk: keep the worker alive, the cause may pass.
                await PauseAsync(e, stop);
            }
        }
        await Task.WhenAll(running);
    }

    private async Task RunWithPermitAsync(Job job, SemaphoreSlim permits, CancellationToken stop)
    {
        using var permit = new WorkerPermit(permits, handlers.QuickKinds.Contains(job.Kind));
        try
        {
            await RunJobAsync(job, permit, stop);
        }
        catch (Exception e)
        {
            // What came of the job could not be recorded: its lease runs out and it is taken again.
            await PauseAsync(e, stop);
        }
    }

    private async Task PauseAsync(Exception e, CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
        {
            return;
        }

        LogLoopError(GetUnexpected(e), e.Message);
        await Task.WhenAny(Task.Delay(options.IdlePollInterval, clock, stop));
    }

    private async Task RunJobAsync(Job job, WorkerPermit? permit, CancellationToken stop)
    {
        PipelineTelemetry.RecordQueueTime(job.Kind, clock.GetUtcNow() - job.DueAt);
        using var span = PipelineTelemetry.StartJob(job.Kind, job.Attempt);
        using var scope = log.BeginScope("Job {JobKind} of {JobSubject}", job.Kind, job.SubjectId);
        var started = clock.GetTimestamp();
        var outcome = JobOutcomes.Done;
        var context = new JobContext(job, _transfers, permit, options.FetchRetryDelay);
        using var working = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var cancelled = false;
        Exception? heartbeatError = null;
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var heartbeat = BeatAsync();
        try
        {
            await handlers.HandleAsync(context, working.Token);
            await queue.CompleteAsync(job, CancellationToken.None);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            outcome = JobOutcomes.Released;
            await queue.ReleaseAsync(job, clock.GetUtcNow(), CancellationToken.None);
        }
        catch (OperationCanceledException) when (Volatile.Read(ref cancelled))
        {
            outcome = JobOutcomes.Cancelled;
            LogCancelled(job.Kind, job.SubjectId);
        }
        catch (JobPostponedException e)
        {
            outcome = JobOutcomes.Postponed;
            await queue.PostponeAsync(job, e.Delay, clock.GetUtcNow(), CancellationToken.None);
        }
        catch (DomainException e)
        {
            outcome = JobOutcomes.Failed;
            span?.SetTag(StageTelemetry.ErrorAttribute, e.Failure.Code);
            await FailAsync(job, e.Failure, CancellationToken.None);
        }
        // The last attempt tells what the others met, by the same code and sentence as a failure that no attempt could mend.
        catch (FetchException e) when (!e.IsTransient || options.Retry.IsLastAttempt(job))
        {
            outcome = JobOutcomes.Failed;
            span?.SetTag(StageTelemetry.ErrorAttribute, FailureCodes.SourceUnavailable);
            await FailAsync(job, new Failure(FailureCodes.SourceUnavailable, e.Message), CancellationToken.None);
        }
        catch (Exception e) when (heartbeatError is null && JobRetryPolicy.WouldRepeat(e))
        {
            outcome = JobOutcomes.Failed;
            span?.SetTag(StageTelemetry.ErrorAttribute, e.GetType().FullName);
            LogFault(e, job.Kind, job.SubjectId);
            var failure = new Failure(
                FailureCodes.AttemptsExhausted,
                $"The program has a fault that this input meets every time ({e.GetType().Name}: {e.Message}). The log of the server "
                    + "has more."
            );
            await FailAsync(job, failure, CancellationToken.None);
        }
        catch (Exception e)
        {
            outcome = JobOutcomes.Retried;
            e = heartbeatError ?? e;
            span?.SetTag(StageTelemetry.ErrorAttribute, e.GetType().FullName);
            LogRetry(GetUnexpected(e), job.Kind, job.SubjectId, job.Attempt, options.Retry.MaxAttempts, e.Message);
            await queue.RetryAsync(job, options.Retry.GetDelay(job.Attempt), e.Message, clock.GetUtcNow(), CancellationToken.None);
        }
        finally
        {
            await done.CancelAsync();
            await heartbeat;
            PipelineTelemetry.RecordJob(job.Kind, outcome, clock.GetElapsedTime(started));
            span?.SetTag("reelsight.job.outcome", outcome);
            if (outcome is JobOutcomes.Failed or JobOutcomes.Retried)
            {
                span?.SetStatus(ActivityStatusCode.Error);
            }
        }

        async Task BeatAsync()
        {
            using var timer = new PeriodicTimer(options.HeartbeatInterval, clock);
            try
            {
                while (await timer.WaitForNextTickAsync(done.Token))
                {
                    if (await queue.HeartbeatAsync(job, options.LeaseDuration, context.Progress, clock.GetUtcNow(), done.Token))
                    {
                        continue;
                    }

                    Volatile.Write(ref cancelled, true);
                    await working.CancelAsync();
                    return;
                }
            }
            catch (OperationCanceledException)
            { /* the job is over */
            }
            catch (Exception e)
            {
                // Without heartbeats the lease expires and another worker may start the job, so stop this one first.
                heartbeatError = e;
                await working.CancelAsync();
            }
        }
    }

    private async Task FailDeadLettersAsync(CancellationToken stop)
    {
        while (await queue.TakeDeadLetterAsync(stop) is var (job, reason))
        {
            var failure = new Failure(
                FailureCodes.AttemptsExhausted,
                $"Given up after {job.Attempt} tries. The last reason: {reason} " + "Fix the cause and upload or index the file again."
            );
            PipelineTelemetry.RecordJob(job.Kind, JobOutcomes.GivenUp, TimeSpan.Zero);
            await FailAsync(job, failure, stop);
        }
    }

    private async Task FailAsync(Job job, Failure failure, CancellationToken ct)
    {
        LogFailed(job.Kind, job.SubjectId, failure.Code, failure.Message);
        await handlers.FailAsync(job, failure, ct);
        await queue.CompleteAsync(job, ct);
    }

    // Where the message names the cause, the stack trace adds nothing.
    private static Exception? GetUnexpected(Exception e) => e is FetchException or DataFolderException ? null : e;

    [LoggerMessage(Level = LogLevel.Error, Message = "The worker met an error outside any job; it goes on: {Reason}")]
    private partial void LogLoopError(Exception? e, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Kind} {Subject} was withdrawn.")]
    private partial void LogCancelled(string kind, string subject);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} {Subject} failed: {Code}: {Reason}")]
    private partial void LogFailed(string kind, string subject, string code, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} {Subject} met a fault of the program, and is not tried again.")]
    private partial void LogFault(Exception e, string kind, string subject);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Kind} {Subject} failed on try {Attempt} of {MaxAttempts} and will be tried again: {Reason}"
    )]
    private partial void LogRetry(Exception? e, string kind, string subject, int attempt, int maxAttempts, string reason);
}
