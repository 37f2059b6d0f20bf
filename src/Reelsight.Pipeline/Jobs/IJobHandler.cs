using Reelsight.Core.Errors;
using Reelsight.Storage.Queue;

namespace Reelsight.Pipeline.Jobs;

/// <summary>Does the jobs of one kind.</summary>
public interface IJobHandler
{
    /// <summary>The kind: a name that stays, because queues outlive versions.</summary>
    string Kind { get; }

    /// <summary>
    /// Whether a job takes seconds rather than minutes: somebody waits for it, and it must not queue behind footage being described.
    /// </summary>
    bool IsQuick { get; }

    /// <summary>
    /// Does the job. A subject that no longer exists is done. May run again after a crash, so it goes on where it left off.
    /// </summary>
    /// <exception cref="PermanentFailureException">Trying again cannot help.</exception>
    Task HandleAsync(JobContext context, CancellationToken ct);

    /// <summary>Records a final failure where the user looks for it.</summary>
    Task FailAsync(Job job, Failure failure, CancellationToken ct);
}
