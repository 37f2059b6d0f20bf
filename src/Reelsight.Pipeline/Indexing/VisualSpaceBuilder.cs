using Reelsight.Core.Errors;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Describing;
using Reelsight.Pipeline.Jobs;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Indexing;

/// <summary>
/// Job handler that embeds all described media of a tenant in the configured space, one media content after the other behind other jobs,
/// and then makes that space the searched one. The space searched before stays as it is until it is dropped.
/// </summary>
public sealed class VisualSpaceBuilder(
    IVisualSpaceStore spaces,
    IDescriptionStore descriptions,
    IStageOutputStore stages,
    MediaOpener opener,
    BlobReferences references,
    Describer describer,
    ImageIndexer images,
    InferenceModels models,
    IJobQueue queue,
    TimeProvider clock
) : IJobHandler
{
    /// <inheritdoc/>
    public string Kind => JobKinds.BuildSpace;

    /// <inheritdoc/>
    public bool IsQuick => false;

    /// <inheritdoc/>
    public bool IsBackground => true;

    /// <summary>The space that is searched once everything is embedded in it.</summary>
    public string TargetSpace => models.TargetSpace;

    /// <summary>Enqueues the job for each tenant whose searched space is another one; called at each start of the program.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        foreach (var tenantId in await spaces.ListTenantsAsync(ct))
        {
            if (spaces.FindActive(tenantId) != TargetSpace && await queue.FindProgressAsync(tenantId, TargetSpace, ct) is null)
            {
                await EnqueueAsync(tenantId, ct);
            }
        }
    }

    /// <inheritdoc/>
    public async Task HandleAsync(JobContext context, CancellationToken ct)
    {
        var (tenantId, space) = (context.Job.TenantId, context.Job.SubjectId);
        if (space != TargetSpace)
        {
            return; // settings have changed since
        }

        if (await spaces.FindNextMissingAsync(tenantId, space, ct) is { } next)
        {
            try
            {
                await EmbedAsync(context, next, ct);
            }
            catch (PermanentFailureException e)
            {
                await PutWithoutVisualVectorsAsync(tenantId, space, next, e.Failure.Message, ct);
            }
            throw new JobPostponedException(TimeSpan.Zero); // behind all jobs enqueued meanwhile
        }
        await spaces.ActivateAsync(tenantId, space, isManual: false, ct);
    }

    /// <inheritdoc/>
    public async Task FailAsync(Job job, Failure failure, CancellationToken ct)
    {
        if (job.SubjectId == TargetSpace && await spaces.FindNextMissingAsync(job.TenantId, job.SubjectId, ct) is { } next)
        {
            await PutWithoutVisualVectorsAsync(job.TenantId, job.SubjectId, next, failure.Message, ct);
        }

        await EnqueueAsync(job.TenantId, ct);
    }

    /// <summary>Deletes the embeddings of a space that is neither searched nor configured.</summary>
    /// <returns>False when there is no such space.</returns>
    public async Task<bool> DropAsync(string tenantId, string space, CancellationToken ct)
    {
        if (!await spaces.DropAsync(tenantId, space, ct))
        {
            return false;
        }
        // A stage whose version did not change has the same outputs for both.
        var used = models.GetSpacesInUse(spaces.FindActive(tenantId)).SelectMany(EmbeddingSpaces.GetStages).ToHashSet();
        foreach (var (stage, version) in EmbeddingSpaces.GetStages(space).Where(output => !used.Contains(output)))
        {
            await stages.DeleteAsync(tenantId, stage, version, ct);
        }

        return true;
    }

    private async Task EmbedAsync(JobContext context, DescriptionVersion next, CancellationToken ct)
    {
        var (tenantId, space) = (context.Job.TenantId, context.Job.SubjectId);
        if (next.Version.StartsWith($"{ImageDescriber.Name}-", StringComparison.Ordinal))
        {
            await images.IndexAsync(tenantId, next.ContentHash, "the picture", space, ct);
            return;
        }
        var media = await opener.OpenAsync(tenantId, new MediaSource.FromContent(next.ContentHash, "the file"), ct);
        await using (media)
        {
            await describer.IndexAsync(context, tenantId, next.ContentHash, media.Path, Describer.IncludesAudio(next.Version), space, ct);
        }
    }

    // It can still be found by the rest of its description.
    private async Task PutWithoutVisualVectorsAsync(
        string tenantId,
        string space,
        DescriptionVersion content,
        string reason,
        CancellationToken ct
    )
    {
        if (await descriptions.FindAsync(tenantId, content.ContentHash, ct) is not { } known)
        {
            return;
        }

        await descriptions.PutAsync(
            tenantId,
            content.ContentHash,
            content.Version,
            known with
            {
                Space = space,
                Failure = reason,
                Clips = [.. known.Clips.Select(clip => clip with { Tags = [] })],
                Vectors =
                [
                    MediaDescriptionBuilder.EmbedTexts(known.Evidence, models.TextEncoder),
                    .. known.Vectors.Where(set => set.Space == EmbeddingSpaces.VisualSimilarity),
                ],
            },
            ct
        );
        // It may have been deleted meanwhile, and must not stay behind then.
        await references.DeleteIfUnreferencedAsync(tenantId, content.ContentHash);
    }

    private Task EnqueueAsync(string tenantId, CancellationToken ct) =>
        queue.EnqueueAsync(new JobRequest(tenantId, JobKinds.BuildSpace, TargetSpace), clock.GetUtcNow(), ct);
}
