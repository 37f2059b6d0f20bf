using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Http.Bodies;

namespace Reelsight.Server.Api.V1_3.AnalyzeTasks;

/// <summary>Routes of analyses in the background.</summary>
internal static class AnalyzeTasksApi
{
    internal static void MapAnalyzeTasks(this IEndpointRouteBuilder api)
    {
        api.MapPost("/analyze/tasks", CreateAnalyzeTask.HandleAsync).WithMetadata(BodyLimit.JsonWithAnalyzedMedia);
        api.MapGet("/analyze/tasks", ListAnalyzeTasks.HandleAsync);
        api.MapGet("/analyze/tasks/{task_id}", GetAnalyzeTask.HandleAsync);
        api.MapDelete("/analyze/tasks/{task_id}", DeleteAnalyzeTask.HandleAsync);
    }
}
