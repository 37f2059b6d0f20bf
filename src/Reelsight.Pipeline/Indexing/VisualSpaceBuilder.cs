using Reelsight.Core.Errors;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Describing;
using Reelsight.Pipeline.Jobs;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Indexing;

/// <summary>
/// Brings everything that a tenant has described into the space that settings want, one content after the other behind whatever else waits,
/// and then has searches look there. Until then, and for as long as nobody drops it, the space that was searched stays as it is.
/// </summary>
public sealed class VisualSpaceBuilder(
    IVisualSpaceStore spaces,
    IDescriptionStore described,
    IStageOutputStore stages,
    MediaOpener sources,
    BlobReferences contents,
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

    /// <summary>The space that is searched as soon as everything is in it.</summary>
    public string TargetSpace => models.TargetSpace;

    /// <summary>Sees to it that every tenant is brought into the wanted space: for each start of the program.</summary>
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
            throw new JobPostponedException(TimeSpan.Zero); // behind everything that came in meanwhile
        }
        await spaces.ActivateAsync(tenantId, space, byHand: false, ct);
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

    /// <summary>Deletes what is known in a space that is neither searched nor wanted.</summary>
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
        var media = await sources.OpenAsync(tenantId, new MediaSource.FromContent(next.ContentHash, "the file"), ct);
        await using (media)
        {
            await describer.IndexAsync(context, tenantId, next.ContentHash, media.Path, Describer.IncludesAudio(next.Version), space, ct);
        }
    }

    // It stays findable by everything else that is known of it.
    private async Task PutWithoutVisualVectorsAsync(
        string tenantId,
        string space,
        DescriptionVersion content,
        string reason,
        CancellationToken ct
    )
    {
        if (await described.FindAsync(tenantId, content.ContentHash, ct) is not { } known)
        {
            return;
        }

        await described.PutAsync(
            tenantId,
            content.ContentHash,
            content.Version,
            known with
            {
                Space = space,
                Failure = reason,
                Clips = [.. known.Clips.Select(clip => clip with { Tags = [] })],
                Vectors = [.. known.Vectors.Where(set => set.Space is EmbeddingSpaces.Text or EmbeddingSpaces.VisualSimilarity)],
            },
            ct
        );
        // Deleted meanwhile: it must not stay behind.
        await contents.DeleteIfUnreferencedAsync(tenantId, content.ContentHash);
    }

    private Task EnqueueAsync(string tenantId, CancellationToken ct) =>
        queue.EnqueueAsync(new JobRequest(tenantId, JobKinds.BuildSpace, TargetSpace), clock.GetUtcNow(), ct);
}
