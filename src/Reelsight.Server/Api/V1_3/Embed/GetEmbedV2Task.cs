using Microsoft.AspNetCore.Http;
using Reelsight.Pipeline.Embedding;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.Embed;

/// <summary>GET /embed-v2/tasks/{task_id} → 200 with the task; its vectors once it is ready, the reason when it failed.</summary>
internal static class GetEmbedV2Task
{
    internal static async Task<IResult> HandleAsync(Call call, EmbedTaskRepository tasks, EmbeddingTaskHandler jobs)
    {
        var task = await tasks.FindAsync(call, EmbedTaskRepository.V2);
        var embedded = task.State == EmbeddingTaskRecord.Ready ? await jobs.ReadAsync(task, call.Cancellation) : null;
        return TypedResults.Json(EmbedV2TaskView.From(task, embedded), EmbedWireJson.Default.EmbedV2TaskView);
    }
}
