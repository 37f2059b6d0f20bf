using Reelsight.Core.Errors;
using Reelsight.Storage.Queue;

namespace Reelsight.Pipeline.Jobs;

/// <summary>Finds the handler of a job by its kind.</summary>
public sealed class JobDispatcher(IEnumerable<IJobHandler> handlers)
{
    private readonly Dictionary<string, IJobHandler> _byKind = handlers.ToDictionary(h => h.Kind, StringComparer.Ordinal);

    /// <summary>The kinds whose handlers are quick.</summary>
    public IReadOnlyList<string> QuickKinds => [.. _byKind.Values.Where(h => h.IsQuick).Select(h => h.Kind)];

    /// <summary>The kinds whose jobs do not wait for quiet hours.</summary>
    public IReadOnlyList<string> ForegroundKinds => [.. _byKind.Values.Where(h => !h.IsBackground).Select(h => h.Kind)];

    /// <summary>Runs the job.</summary>
    public Task HandleAsync(JobContext context, CancellationToken ct) =>
        _byKind.TryGetValue(context.Job.Kind, out var handler)
            ? handler.HandleAsync(context, ct)
            : throw new InvalidOperationException(
                $"The queue holds a job of unknown kind \"{context.Job.Kind}\"; was it written by a newer version?"
            );

    /// <summary>Records the final failure of a job on its subject.</summary>
    public Task FailAsync(Job job, Failure failure, CancellationToken ct) =>
        _byKind.TryGetValue(job.Kind, out var handler) ? handler.FailAsync(job, failure, ct) : Task.CompletedTask;
}
