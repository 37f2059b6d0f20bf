using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Http.Bodies;

namespace Reelsight.Server.Api.V1_3.Tasks;

/// <summary>Routes of upload-and-index tasks.</summary>
internal static class TasksApi
{
    internal static void MapTasks(this IEndpointRouteBuilder api)
    {
        api.MapPost("/tasks", CreateTask.HandleAsync).WithMetadata(BodyLimit.ForFile(CreateTask.MaxFileBytes));
        api.MapGet("/tasks", ListTasks.HandleAsync);
        api.MapGet("/tasks/{task_id}", GetTask.HandleAsync);
        api.MapDelete("/tasks/{task_id}", DeleteTask.HandleAsync);
    }
}
