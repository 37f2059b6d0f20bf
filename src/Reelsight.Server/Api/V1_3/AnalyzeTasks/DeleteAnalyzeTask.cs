using Microsoft.AspNetCore.Http;
using Reelsight.Analysis.Tasks;
using Reelsight.Pipeline.Assets;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.AnalyzeTasks;

/// <summary>
/// DELETE /analyze/tasks/{task_id} → 204. A task that waits is withdrawn; one in work is 409, unless <c>force=true</c>, which stops the
/// work;
/// one of a batch goes with its batch (409).
/// </summary>
internal static class DeleteAnalyzeTask
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<AnalyzeTaskRecord> tasks, BlobReferences contents)
    {
        var id = call.GetId("task_id");
        var force = call.Query.GetBoolean("force", false);
        string? contentHash = null;
        var deleted = await tasks.DeleteAsync(
            call.TenantId,
            id,
            task =>
            {
                contentHash = task.ContentHash;
                if (!force && AnalyzeTaskStates.Active.Contains(task.Status))
                {
                    throw Fail.Conflict(
                        ErrorCodes.TaskCannotBeDeleted,
                        $"The analysis task {id} is being processed; delete it when it is ready or failed, or stop it with force=true."
                    );
                }

                if (task.BatchId is { } batch)
                {
                    throw Fail.Conflict(
                        ErrorCodes.TaskCannotBeDeleted,
                        $"The analysis task {id} belongs to the batch {batch}; delete the batch."
                    );
                }
            },
            call.Cancellation
        );
        if (!deleted)
        {
            throw Fail.NotFound("analysis task", id);
        }

        if (contentHash is not null)
        {
            await contents.DeleteIfUnreferencedAsync(call.TenantId, contentHash);
        }

        return TypedResults.NoContent();
    }
}
