using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Http.Bodies;

namespace Reelsight.Server.Api.V1_3.Embed;

/// <summary>Routes of embeddings of single inputs, of both families.</summary>
internal static class EmbedApi
{
    internal static void MapEmbed(this IEndpointRouteBuilder api)
    {
        api.MapPost("/embed", CreateEmbedding.HandleAsync).WithMetadata(BodyLimit.ForFile(CreateEmbedding.MaxFileBytes));
        api.MapPost("/embed/tasks", CreateEmbedTask.HandleAsync).WithMetadata(BodyLimit.ForFile(CreateEmbedding.MaxFileBytes));
        api.MapGet("/embed/tasks", ListEmbedTasks.HandleAsync);
        api.MapGet("/embed/tasks/{task_id}/status", GetEmbedTaskStatus.HandleAsync);
        api.MapGet("/embed/tasks/{task_id}", GetEmbedTask.HandleAsync);
        api.MapPost("/embed-v2", CreateEmbeddingV2.HandleAsync).WithMetadata(BodyLimit.JsonWithMedia);
        api.MapPost("/embed-v2/tasks", CreateEmbedV2Task.HandleAsync).WithMetadata(BodyLimit.JsonWithMedia);
        api.MapGet("/embed-v2/tasks", ListEmbedV2Tasks.HandleAsync);
        api.MapGet("/embed-v2/tasks/{task_id}", GetEmbedV2Task.HandleAsync);
    }
}
