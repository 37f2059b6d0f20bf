using Reelsight.Core.Errors;
using Reelsight.Pipeline.Jobs;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Describing;

/// <summary>
/// Job handler that describes the images of an entity and makes it ready. When an image cannot be used, the entity stays as it is with a
/// failure that names the image, until its images change.
/// </summary>
public sealed class EntityDescriber(IResourceStore<EntityRecord> entities, EntityImageDescriber images, TimeProvider clock) : IJobHandler
{
    /// <inheritdoc/>
    public string Kind => JobKinds.DescribeEntity;

    /// <inheritdoc/>
    public bool IsQuick => true;

    /// <inheritdoc/>
    public async Task HandleAsync(JobContext context, CancellationToken ct)
    {
        var (tenantId, id) = (context.Job.TenantId, context.Job.SubjectId);
        if (await entities.FindAsync(tenantId, id, ct) is not { State: EntityRecord.Processing } entity)
        {
            return;
        }

        context.Begin("describe");
        await images.DescribeAsync(tenantId, entity.AssetIds, ct);
        // Images added meanwhile have a job of their own.
        await entities.UpdateAsync(
            tenantId,
            id,
            present =>
                !present.AssetIds.All(entity.AssetIds.Contains)
                    ? present
                    : present with
                    {
                        State = EntityRecord.Ready,
                        Failure = null,
                        UpdatedAt = clock.GetUtcNow(),
                    },
            [],
            ct
        );
    }

    /// <inheritdoc/>
    public Task FailAsync(Job job, Failure failure, CancellationToken ct) =>
        entities.UpdateAsync(
            job.TenantId,
            job.SubjectId,
            present => present.State == EntityRecord.Ready ? present : present with { Failure = failure, UpdatedAt = clock.GetUtcNow() },
            [],
            ct
        );
}
