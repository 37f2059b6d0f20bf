using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.Embed;

/// <summary>GET /embed-v2/tasks → 200 with a page of the last seven days' tasks, as the older list.</summary>
internal static class ListEmbedV2Tasks
{
    internal static Task<IResult> HandleAsync(Call call, EmbedTaskRepository tasks) =>
        ListEmbedTasks.PageAsync(call, tasks, EmbedTaskRepository.V2);
}
