using Reelsight.Pipeline.Describe;
using Reelsight.Storage;

namespace Reelsight.Pipeline;

/// <summary>
/// Brings everything that a tenant has described into the space that settings want, one content after the other behind whatever else waits,
/// and then has searches look there. Until then, and for as long as nobody drops it, the space that was searched stays as it is.
/// </summary>
public sealed class SpaceBuilder(
    ISpaceStore spaces,
    IDescribedStore described,
    IStageStore stages,
    MediaSources sources,
    ContentUse contents,
    Describer describer,
    ImageIndexer images,
    DescriberModels models,
    IWorkQueue queue,
    TimeProvider clock
) : IJobHandler
{
    /// <inheritdoc/>
    public string Kind => JobKinds.BuildSpace;

    /// <inheritdoc/>
    public bool IsQuick => false;

    /// <summary>The space that is searched as soon as everything is in it.</summary>
    public string WantedSpace => models.WantedSpace;

    /// <summary>Sees to it that every tenant is brought into the wanted space: for each start of the program.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        foreach (var tenantId in await spaces.TenantsAsync(ct))
        {
            if (spaces.Searched(tenantId) != WantedSpace && await queue.ProgressAsync(tenantId, WantedSpace, ct) is null)
            {
                await EnqueueAsync(tenantId, ct);
            }
        }
    }

    /// <inheritdoc/>
    public async Task HandleAsync(JobContext context, CancellationToken ct)
    {
        var (tenantId, space) = (context.Job.TenantId, context.Job.SubjectId);
        if (space != WantedSpace)
        {
            return; // settings have changed since
        }

        if (await spaces.NextMissingAsync(tenantId, space, ct) is { } next)
        {
            try
            {
                await PlaceAsync(context, next, ct);
            }
            catch (PermanentFailureException e)
            {
                await PutWithoutPlaceAsync(tenantId, space, next, e.Failure.Message, ct);
            }
            throw new PostponedException(TimeSpan.Zero); // behind everything that came in meanwhile
        }
        await spaces.SwitchAsync(tenantId, space, byHand: false, ct);
    }

    /// <inheritdoc/>
    public async Task FailAsync(Job job, Failure failure, CancellationToken ct)
    {
        if (job.SubjectId == WantedSpace && await spaces.NextMissingAsync(job.TenantId, job.SubjectId, ct) is { } next)
        {
            await PutWithoutPlaceAsync(job.TenantId, job.SubjectId, next, failure.Message, ct);
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
        var used = models.SpacesInUse(spaces.Searched(tenantId)).SelectMany(Spaces.StagesOf).ToHashSet();
        foreach (var (stage, version) in Spaces.StagesOf(space).Where(output => !used.Contains(output)))
        {
            await stages.ForgetAsync(tenantId, stage, version, ct);
        }

        return true;
    }

    private async Task PlaceAsync(JobContext context, DescribedVersion next, CancellationToken ct)
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
            await describer.IndexAsync(context, tenantId, next.ContentHash, media.Path, Describer.IsWithSound(next.Version), space, ct);
        }
    }

    // It stays findable by everything else that is known of it.
    private async Task PutWithoutPlaceAsync(string tenantId, string space, DescribedVersion content, string reason, CancellationToken ct)
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
                Vectors = [.. known.Vectors.Where(set => set.Space is Spaces.Text or Spaces.LookAlike)],
            },
            ct
        );
        // Deleted meanwhile: it must not stay behind.
        await contents.ReleaseAsync(tenantId, content.ContentHash);
    }

    private Task EnqueueAsync(string tenantId, CancellationToken ct) =>
        queue.EnqueueAsync(new JobRequest(tenantId, JobKinds.BuildSpace, WantedSpace), clock.GetUtcNow(), ct);
}
