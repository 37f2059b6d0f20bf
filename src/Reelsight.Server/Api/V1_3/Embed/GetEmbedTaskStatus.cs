using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.V1_3.Embed;

/// <summary>GET /embed/tasks/{task_id}/status → 200: <c>processing → ready | failed</c>, without the vectors.</summary>
internal static class GetEmbedTaskStatus
{
    internal static async Task<IResult> HandleAsync(Call call, EmbedTaskRepository tasks) =>
        TypedResults.Json(EmbedTaskView.From(await tasks.FindAsync(call, EmbedTaskRepository.V1)), EmbedWireJson.Default.EmbedTaskView);
}
