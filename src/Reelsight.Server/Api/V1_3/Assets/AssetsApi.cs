using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Http.Bodies;

namespace Reelsight.Server.Api.V1_3.Assets;

/// <summary>Routes of assets.</summary>
internal static class AssetsApi
{
    internal static void MapAssets(this IEndpointRouteBuilder api)
    {
        api.MapPost("/assets", CreateAsset.HandleAsync).WithMetadata(BodyLimit.ForFile(CreateAsset.MaxDocumentBytes));
        api.MapGet("/assets", ListAssets.HandleAsync);
        api.MapGet("/assets/{asset_id}", GetAsset.HandleAsync);
        api.MapDelete("/assets/{asset_id}", DeleteAsset.HandleAsync);
        const string Metadata = "/assets/{asset_id}/user-metadata";
        api.MapPatch(Metadata, UpdateAssetUserMetadata.HandleAsync);
        api.MapPut(Metadata, ReplaceAssetUserMetadata.HandleAsync);
        api.MapDelete(Metadata, DeleteAssetUserMetadata.HandleAsync);
        api.MapGet("/assets/{asset_id}/indexed-assets", ListAssetIndexedAssets.HandleAsync);
        api.MapGet("/assets/{asset_id}/entities", ListAssetEntities.HandleAsync);
        api.MapGet("/assets/{asset_id}/transcription", GetAssetTranscription.HandleAsync);
    }
}
