using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.EntityCollections;

/// <summary>GET /entity-collections → 200 with a page, newest first by default. Filter: exact name. Sorted by time or name.</summary>
internal static class ListEntityCollections
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<EntityCollectionRecord> collections)
    {
        var window = call.GetPageWindow();
        var page = await collections.ListAsync(
            call.TenantId,
            new ResourceFilter { Name = call.Query.GetText("name") },
            call.GetSortOrder(allowName: true),
            window,
            call.Cancellation
        );
        return TypedResults.Json(
            ListOf.From(page, window, EntityCollectionView.From),
            EntityCollectionsWireJson.Default.ListOfEntityCollectionView
        );
    }
}
