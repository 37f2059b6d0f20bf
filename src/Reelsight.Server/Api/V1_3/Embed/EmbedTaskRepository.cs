using Reelsight.Core;
using Reelsight.Core.Errors;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Jobs;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Embed;

/// <summary>The tasks of both families of embed operations. They are kept for seven days; each family sees its own.</summary>
internal sealed class EmbedTaskRepository(
    IResourceStore<EmbeddingTaskRecord> tasks,
    BlobReferences contents,
    IAssetStore assets,
    IdGenerator ids,
    TimeProvider clock
)
{
    /// <summary>The older operations, <c>/embed</c>.</summary>
    internal const string V1 = "embed";

    /// <summary>The newer ones, <c>/embed-v2</c>.</summary>
    internal const string V2 = "embed-v2";

    /// <summary>v1.3: how long a task can be asked about.</summary>
    internal static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    /// <summary>Adds a task with its job, and forgets those whose time is over.</summary>
    /// <param name="call">The request.</param>
    /// <param name="api">The family.</param>
    /// <param name="modelName">As it was given.</param>
    /// <param name="request">What to embed.</param>
    /// <param name="source">What is embedded. Stored media content must be held by the caller.</param>
    internal async Task<EmbeddingTaskRecord> AddAsync(Call call, string api, string modelName, EmbeddingRequest request, MediaSource source)
    {
        await DeleteExpiredAsync(call);
        var now = clock.GetUtcNow();
        var task = new EmbeddingTaskRecord
        {
            Id = ids.Next(),
            TenantId = call.TenantId,
            Api = api,
            ModelName = modelName,
            Request = request,
            State = EmbeddingTaskRecord.Processing,
            CreatedAt = now,
            UpdatedAt = now,
        };
        switch (source)
        {
            case MediaSource.FromUrl url:
                await AddAsync(task with { SourceUrl = url.Url.AbsoluteUri });
                break;
            case MediaSource.FromContent content:
                await AddAsync(task with { ContentHash = content.ContentHash, Filename = content.Filename });
                break;
            case MediaSource.FromAsset { AssetId: var id }:
                var asset = await assets.FindAsync(call.TenantId, id, call.Cancellation) ?? throw Fail.NotFound("asset", id);
                if (asset is not { Status: AssetStatus.Ready, ContentHash: { } hash })
                {
                    throw Fail.Refused(
                        FailureCodes.AssetUnavailable,
                        $"The asset {id} is {asset.Status.ToString().ToLowerInvariant()}; it must be ready."
                    );
                }
                // The task has the bytes for itself: the asset may go.
                if (
                    !await contents.AddReferencesAsync(
                        call.TenantId,
                        hash,
                        () => AddAsync(task with { ContentHash = hash, Filename = asset.Filename }),
                        call.Cancellation
                    )
                )
                {
                    throw Fail.NotFound("asset", id);
                }

                break;
        }
        return task;

        Task AddAsync(EmbeddingTaskRecord added) =>
            tasks.AddAsync([added], [new JobRequest(call.TenantId, JobKinds.Embed, added.Id)], call.Cancellation);
    }

    /// <summary>The task an operation is about, by <c>task_id</c> of the path.</summary>
    /// <exception cref="ApiException">404: the family has no such task.</exception>
    internal async Task<EmbeddingTaskRecord> FindAsync(Call call, string api)
    {
        var id = call.GetId("task_id");
        return await tasks.FindAsync(call.TenantId, id, call.Cancellation) is { } task && task.Api == api && task.CreatedAt > OldestKept
            ? task
            : throw Fail.NotFound("embedding task", id);
    }

    /// <summary>A page, newest first: created from <c>started_at</c> up to <c>ended_at</c>, of the states named by <c>status</c>.</summary>
    internal Task<Page<EmbeddingTaskRecord>> ListAsync(Call call, string api, PageWindow window)
    {
        var from = call.Query.GetTimestamp("started_at");
        var states = call.Query.GetChoices("status", EmbeddingTaskRecord.Processing, EmbeddingTaskRecord.Ready, EmbeddingTaskRecord.Failed);
        var filter = new ResourceFilter
        {
            Api = api,
            States = states.Count > 0 ? states : null,
            CreatedFrom = from > OldestKept ? from : OldestKept,
            CreatedBefore = call.Query.GetTimestamp("ended_at"),
        };
        return tasks.ListAsync(call.TenantId, filter, SortOrder.NewestFirst, window, call.Cancellation);
    }

    private DateTimeOffset OldestKept => clock.GetUtcNow() - Retention;

    private async Task DeleteExpiredAsync(Call call)
    {
        foreach (var task in await tasks.ListAllAsync(call.TenantId, new ResourceFilter { CreatedBefore = OldestKept }, call.Cancellation))
        {
            await tasks.DeleteAsync(call.TenantId, task.Id, null, call.Cancellation);
            await contents.DeleteIfUnreferencedAsync(call.TenantId, task.ContentHash);
        }
    }
}
