using Reelsight.Core.Errors;
using Reelsight.Storage.Queue;

namespace Reelsight.Pipeline.Jobs;

/// <summary>Runs the jobs of one kind.</summary>
public interface IJobHandler
{
    /// <summary>The kind of job. It must not be renamed, because queues outlive versions of the program.</summary>
    string Kind { get; }

    /// <summary>
    /// Whether a job takes seconds rather than minutes: a user waits for it, so it must not queue behind media being described.
    /// </summary>
    bool IsQuick { get; }

    /// <summary>Whether a job takes much of the machine and can wait for quiet hours: indexing, and what is made of it later.</summary>
    bool IsBackground => false;

    /// <summary>
    /// Runs the job; returns at once when its subject no longer exists. May run again after a crash, so it resumes where it stopped.
    /// </summary>
    /// <exception cref="PermanentFailureException">The job cannot succeed and is not tried again.</exception>
    Task HandleAsync(JobContext context, CancellationToken ct);

    /// <summary>Records the final failure of a job on its subject, where the user sees it.</summary>
    Task FailAsync(Job job, Failure failure, CancellationToken ct);
}
