using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Entities;

/// <summary>
/// PATCH /entity-collections/{entity_collection_id}/entities/{entity_id} → 200 with the entity. What is not named stays; a name cannot be
/// empty; metadata replaces all of what was there.
/// </summary>
internal static class UpdateEntity
{
    internal sealed record Body(string? Name, string? Description, JsonElement? Metadata);

    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<EntityRecord> entities, TimeProvider clock)
    {
        var entity = await GetEntity.FindAsync(call, entities);
        var body = await call.ReadJsonAsync(EntitiesWireJson.Default.UpdateEntityBody);
        var name = ResourceName.CheckChange(body.Name);
        var metadata = body.Metadata is { } given ? UserMetadataObject.Merge(null, given, name: "metadata") : null;
        var changed = await entities.UpdateAsync(
            call.TenantId,
            entity.Id,
            present =>
                present with
                {
                    Name = name ?? present.Name,
                    Description = body.Description ?? present.Description,
                    MetadataJson = body.Metadata is null ? present.MetadataJson : metadata,
                    UpdatedAt = clock.GetUtcNow(),
                },
            [],
            call.Cancellation
        ) ?? throw Fail.NotFound("entity", entity.Id);
        return TypedResults.Json(EntityView.From(changed), EntitiesWireJson.Default.EntityView);
    }
}
