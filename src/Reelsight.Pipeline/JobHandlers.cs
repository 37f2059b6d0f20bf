using Reelsight.Storage;

namespace Reelsight.Pipeline;

/// <summary>From a job's kind to the code that does it, and to the record that shows its failure.</summary>
public sealed class JobHandlers(AssetPreparer assets, VideoIndexer videos)
{
    /// <summary>Does the job. A subject that no longer exists is done.</summary>
    public Task HandleAsync(JobContext context, CancellationToken ct) => context.Job.Kind switch
    {
        JobKinds.PrepareAsset => assets.HandleAsync(context, ct),
        JobKinds.IndexVideo => videos.HandleAsync(context, ct),
        _ => throw new InvalidOperationException($"The queue holds a job of unknown kind \"{context.Job.Kind}\"; was it written by a newer version?"),
    };

    /// <summary>Records a final failure where the user looks for it.</summary>
    public Task FailAsync(Job job, Failure failure, CancellationToken ct) => job.Kind switch
    {
        JobKinds.PrepareAsset => assets.FailAsync(job.TenantId, job.SubjectId, failure, ct),
        JobKinds.IndexVideo => videos.FailAsync(job.TenantId, job.SubjectId, failure, ct),
        _ => Task.CompletedTask,
    };
}
