using Microsoft.AspNetCore.Http;
using Reelsight.Server.Api.V1_3.Videos;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Media;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Tasks;

/// <summary>
/// GET /tasks/{task_id} → 200 with the task, with its video's stream while the video exists. <c>validating → pending → queued → indexing →
/// ready | failed</c>; a failed task says why and is no HTTP error.
/// </summary>
internal static class GetTask
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        IIndexingTaskStore tasks,
        IVideoStore videos,
        IJobQueue queue,
        SignedMediaUrls links
    )
    {
        var task = await FindAsync(call, tasks);
        var video = await videos.FindAsync(call.TenantId, task.IndexId, task.VideoId, call.Cancellation);
        var progress = task.Status is IndexingTaskStatus.Ready or IndexingTaskStatus.Failed
            ? null
            : await queue.FindProgressAsync(call.TenantId, task.VideoId, call.Cancellation);
        var view = TaskView.From(task) with
        {
            Hls = video is null ? null : HlsView.From(video, call, links),
            Progress = ProgressView.From(progress),
        };
        return TypedResults.Json(view, TasksWireJson.Default.TaskView);
    }

    /// <summary>The task an operation is about, by <c>task_id</c> of the path.</summary>
    /// <exception cref="ApiException">404: the tenant has no such task.</exception>
    internal static async Task<IndexingTaskRecord> FindAsync(Call call, IIndexingTaskStore tasks)
    {
        var id = call.GetId("task_id");
        return await tasks.FindAsync(call.TenantId, id, call.Cancellation) ?? throw Fail.NotFound("task", id);
    }
}
