using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Http.Bodies;

namespace Reelsight.Server.Api.V1_3.Analyze;

/// <summary>Routes of analyses that are answered at once.</summary>
internal static class AnalyzeApi
{
    internal static void MapAnalyze(this IEndpointRouteBuilder api)
    {
        api.MapPost("/analyze", AnalyzeVideo.HandleAsync).WithMetadata(BodyLimit.JsonWithAnalyzedMedia);
        api.MapPost("/generate", AnalyzeVideo.HandleAsync).WithMetadata(BodyLimit.JsonWithAnalyzedMedia);
        api.MapPost("/gist", CreateGist.HandleAsync);
        api.MapPost("/summarize", Summarize.HandleAsync);
    }
}
