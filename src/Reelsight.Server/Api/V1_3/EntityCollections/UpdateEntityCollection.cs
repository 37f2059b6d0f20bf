using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.EntityCollections;

/// <summary>
/// PATCH /entity-collections/{entity_collection_id} → 200 with the collection. What is not named stays; a name cannot be empty.
/// </summary>
internal static class UpdateEntityCollection
{
    internal sealed record Body(string? Name, string? Description);

    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<EntityCollectionRecord> collections, TimeProvider clock)
    {
        var id = call.GetId("entity_collection_id");
        var body = await call.ReadJsonAsync(EntityCollectionsWireJson.Default.UpdateEntityCollectionBody);
        var name = ResourceName.CheckChange(body.Name);
        var changed = await collections.UpdateAsync(
            call.TenantId,
            id,
            present =>
                present with
                {
                    Name = name ?? present.Name,
                    Description = body.Description ?? present.Description,
                    UpdatedAt = clock.GetUtcNow(),
                },
            [],
            call.Cancellation
        ) ?? throw Fail.NotFound("entity collection", id);
        return TypedResults.Json(EntityCollectionView.From(changed), EntityCollectionsWireJson.Default.EntityCollectionView);
    }
}
