using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Http;

namespace Reelsight.Server.Analyze;

/// <summary>Routes of analyses that are answered at once.</summary>
internal static class AnalyzeApi
{
    internal static void MapAnalyze(this IEndpointRouteBuilder api)
    {
        api.MapPost("/analyze", Analyze.HandleAsync).WithMetadata(BodyLimit.JsonWithMedia);
        api.MapPost("/generate", Analyze.HandleAsync).WithMetadata(BodyLimit.JsonWithMedia);
        api.MapPost("/gist", CreateGist.HandleAsync);
        api.MapPost("/summarize", Summarize.HandleAsync);
    }
}
