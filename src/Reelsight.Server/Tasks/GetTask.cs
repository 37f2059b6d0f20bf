using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http;
using Reelsight.Server.Media;
using Reelsight.Server.Videos;
using Reelsight.Server.Wire;
using Reelsight.Storage;

namespace Reelsight.Server.Tasks;

/// <summary>
/// GET /tasks/{task_id} → 200 with the task, with its video's stream while the video exists.
/// <c>validating → pending → queued → indexing → ready | failed</c>; a failed task says why and is no HTTP error.
/// </summary>
internal static class GetTask
{
    internal static async Task<IResult> HandleAsync(Call call, ITaskStore tasks, IVideoStore videos, IWorkQueue queue, MediaLinks links)
    {
        var task = await FindAsync(call, tasks);
        var video = await videos.FindAsync(call.TenantId, task.IndexId, task.VideoId, call.Cancelled);
        var progress = task.Status is IndexingTaskStatus.Ready or IndexingTaskStatus.Failed
            ? null
            : await queue.ProgressAsync(call.TenantId, task.VideoId, call.Cancelled);
        var view = TaskView.Of(task) with
        {
            Hls = video is null ? null : HlsView.Of(video, call, links),
            Progress = ProgressView.Of(progress),
        };
        return TypedResults.Json(view, WireJson.Default.TaskView);
    }

    /// <summary>The task an operation is about, by <c>task_id</c> of the path.</summary>
    /// <exception cref="ApiException">404: the tenant has no such task.</exception>
    internal static async Task<IndexingTaskRecord> FindAsync(Call call, ITaskStore tasks)
    {
        var id = call.Id("task_id");
        return await tasks.FindAsync(call.TenantId, id, call.Cancelled) ?? throw Fail.NotFound("task", id);
    }
}
