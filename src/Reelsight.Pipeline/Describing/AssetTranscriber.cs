using Reelsight.Core.Errors;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Jobs;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Describing;

/// <summary>
/// Job handler that transcribes an asset, indexed or not. The result is the output of the audio stage under the content hash, so indexing
/// the same bytes reuses it, and the other way round.
/// </summary>
public sealed class AssetTranscriber(
    IAssetStore assets,
    IResourceStore<FailedTranscriptionRecord> failures,
    MediaOpener opener,
    Describer describer,
    TimeProvider clock
) : IJobHandler
{
    /// <inheritdoc/>
    public string Kind => JobKinds.TranscribeAsset;

    /// <inheritdoc/>
    public bool IsQuick => false;

    /// <inheritdoc/>
    public async Task HandleAsync(JobContext context, CancellationToken ct)
    {
        var (tenantId, assetId) = (context.Job.TenantId, context.Job.SubjectId);
        if (await assets.FindAsync(tenantId, assetId, ct) is null)
        {
            return;
        }

        var media = await opener.OpenAsync(tenantId, new MediaSource.FromAsset(assetId), ct);
        await using (media)
        {
            await describer.TranscribeAsync(context, tenantId, media.ContentHash, media.Path, ct);
        }
    }

    /// <inheritdoc/>
    public async Task FailAsync(Job job, Failure failure, CancellationToken ct)
    {
        if (await assets.FindAsync(job.TenantId, job.SubjectId, ct) is null)
        {
            return;
        }

        if (await failures.FindAsync(job.TenantId, FailedTranscriptionRecord.CreateId(job.SubjectId), ct) is not null)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var record = new FailedTranscriptionRecord
        {
            TenantId = job.TenantId,
            AssetId = job.SubjectId,
            Failure = failure,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await failures.AddAsync([record], [], ct);
    }
}
