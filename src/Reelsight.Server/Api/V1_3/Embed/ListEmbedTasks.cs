using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.Embed;

/// <summary>
/// GET /embed/tasks → 200 with a page of the last seven days' tasks, newest first: <c>started_at</c>, <c>ended_at</c>, <c>status</c>
/// (repeated).
/// </summary>
internal static class ListEmbedTasks
{
    internal static Task<IResult> HandleAsync(Call call, EmbedTaskRepository tasks) => PageAsync(call, tasks, EmbedTaskRepository.V1);

    internal static async Task<IResult> PageAsync(Call call, EmbedTaskRepository tasks, string api)
    {
        var window = call.GetPageWindow();
        var page = await tasks.ListAsync(call, api, window);
        return TypedResults.Json(ListOf.From(page, window, EmbedTaskView.From), EmbedWireJson.Default.ListOfEmbedTaskView);
    }
}
