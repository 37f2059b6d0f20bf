using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Http;

namespace Reelsight.Server.Assets;

/// <summary>Routes of assets.</summary>
internal static class AssetsApi
{
    internal static void MapAssets(this IEndpointRouteBuilder api)
    {
        api.MapPost("/assets", CreateAsset.HandleAsync).WithMetadata(BodyLimit.ForFile(CreateAsset.MaxFileBytes));
        api.MapGet("/assets", ListAssets.HandleAsync);
        api.MapGet("/assets/{asset_id}", GetAsset.HandleAsync);
        api.MapDelete("/assets/{asset_id}", DeleteAsset.HandleAsync);
    }
}
