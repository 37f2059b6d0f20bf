using Microsoft.AspNetCore.Http;
using Reelsight.Pipeline.Embedding;
using Reelsight.Server.Api.V1_3.Videos;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.Embed;

/// <summary>
/// GET /embed/tasks/{task_id} → 200 with the task, and its vectors once it is ready: all, or those of <c>embedding_option</c> (repeated).
/// </summary>
internal static class GetEmbedTask
{
    internal static async Task<IResult> HandleAsync(Call call, EmbedTaskRepository tasks, EmbeddingTaskHandler jobs)
    {
        var options = call.Query.GetChoices("embedding_option", VideoEmbeddings.Options).Select(VideoEmbeddings.Normalize).ToList();
        var task = await tasks.FindAsync(call, EmbedTaskRepository.V1);
        var view = EmbedTaskView.From(task);
        if (task.State == EmbeddingTaskRecord.Ready)
        {
            var embedded = await jobs.ReadAsync(task, call.Cancellation);
            var shown = embedded.Segments.Where(s => options.Count == 0 || options.Contains(s.Option));
            view = view with { VideoEmbedding = view.VideoEmbedding! with { Segments = [.. shown.Select(SegmentView.From)] } };
        }
        return TypedResults.Json(view, EmbedWireJson.Default.EmbedTaskView);
    }
}
