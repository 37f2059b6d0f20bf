using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Http.Bodies;

namespace Reelsight.Server.Api.V1_3.AnalyzeBatches;

/// <summary>Routes of batches of analyses.</summary>
internal static class AnalyzeBatchesApi
{
    internal static void MapAnalyzeBatches(this IEndpointRouteBuilder api)
    {
        api.MapPost("/analyze/batches", CreateAnalyzeBatch.HandleAsync).WithMetadata(BodyLimit.JsonWithAnalyzedMedia);
        api.MapGet("/analyze/batches", ListAnalyzeBatches.HandleAsync);
        api.MapGet("/analyze/batches/{batch_id}", GetAnalyzeBatch.HandleAsync);
        api.MapDelete("/analyze/batches/{batch_id}", DeleteAnalyzeBatch.HandleAsync);
        api.MapGet("/analyze/batches/{batch_id}/results", GetAnalyzeBatchResults.HandleAsync);
        api.MapPost("/analyze/batches/{batch_id}/cancel", CancelAnalyzeBatch.HandleAsync);
    }
}
