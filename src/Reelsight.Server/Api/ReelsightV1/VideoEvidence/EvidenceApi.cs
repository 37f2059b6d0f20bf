using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Reelsight.Server.Api.ReelsightV1.VideoEvidence;

/// <summary>Routes of the evidence that answers rest on.</summary>
internal static class EvidenceApi
{
    internal static void MapEvidence(this IEndpointRouteBuilder api) =>
        api.MapGet("/videos/{video_id}/evidence", GetVideoEvidence.HandleAsync);
}
