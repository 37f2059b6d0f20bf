using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Tasks;

/// <summary>
/// DELETE /tasks/{task_id} → 204. Only a ready or failed task can go; a ready one after its video was deleted. The video that a failed task
/// left behind was never visible and goes with it.
/// </summary>
internal static class DeleteTask
{
    internal static async Task<IResult> HandleAsync(Call call, IIndexingTaskStore tasks, IVideoStore videos, IUnitOfWork unit)
    {
        var task = await GetTask.FindAsync(call, tasks);
        if (task.Status is not (IndexingTaskStatus.Ready or IndexingTaskStatus.Failed))
        {
            throw Fail.Refused(
                ErrorCodes.TaskCannotBeDeleted,
                $"The task {task.Id} is {task.Status.ToString().ToLowerInvariant()}; only ready and failed tasks can be deleted."
            );
        }

        var deleted = await unit.RunAsync(
            async () =>
            {
                if (task.Status == IndexingTaskStatus.Failed)
                {
                    await videos.DeleteAsync(call.TenantId, task.IndexId, task.VideoId, call.Cancellation);
                }
                else if (await videos.FindAsync(call.TenantId, task.IndexId, task.VideoId, call.Cancellation) is not null)
                {
                    throw Fail.Refused(
                        ErrorCodes.TaskCannotBeDeleted,
                        $"The task {task.Id} is ready: delete its video {task.VideoId} first."
                    );
                }

                return await tasks.DeleteAsync(call.TenantId, task.Id, call.Cancellation);
            },
            call.Cancellation
        );
        return deleted ? TypedResults.NoContent() : throw Fail.NotFound("task", task.Id);
    }
}
