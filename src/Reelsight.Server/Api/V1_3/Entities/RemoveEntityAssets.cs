using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Entities;

/// <summary>
/// DELETE /entity-collections/{entity_collection_id}/entities/{entity_id}/assets, with a JSON body → 200 with the entity. It must have
/// every asset named, and one must be left.
/// </summary>
internal static class RemoveEntityAssets
{
    internal static async Task<IResult> HandleAsync(Call call, IResourceStore<EntityRecord> entities, TimeProvider clock)
    {
        var entity = await GetEntity.FindAsync(call, entities);
        var body = await call.ReadJsonAsync(EntitiesWireJson.Default.EntityAssetsBody);
        if (body.AssetIds is not { Count: > 0 } removed)
        {
            throw Fail.Missing("asset_ids");
        }

        foreach (var id in removed)
        {
            Identifiers.Check("asset_ids", id ?? "");
        }
        // What is left may all have been looked at: the job finds out.
        var changed = await entities.UpdateAsync(
            call.TenantId,
            entity.Id,
            present => present with { AssetIds = Without(present, removed), Failure = null, UpdatedAt = clock.GetUtcNow() },
            [NewEntity.CreateJob(entity)],
            call.Cancellation
        ) ?? throw Fail.NotFound("entity", entity.Id);
        return TypedResults.Json(EntityView.From(changed), EntitiesWireJson.Default.EntityView);
    }

    private static string[] Without(EntityRecord entity, IReadOnlyList<string> removed)
    {
        if (removed.FirstOrDefault(id => !entity.AssetIds.Contains(id)) is { } unknown)
        {
            throw Fail.Invalid($"The entity {entity.Id} has no asset with the id {unknown}.");
        }

        string[] left = [.. entity.AssetIds.Except(removed, StringComparer.Ordinal)];
        return left.Length > 0
            ? left
            : throw Fail.Invalid(
                $"The parameter asset_ids names all that is left of the entity {entity.Id}, which needs at least one asset. Add "
                    + $"another before removing these, or delete the entity."
            );
    }
}

/// <summary>The body of adding and removing.</summary>
internal sealed record EntityAssetsBody(IReadOnlyList<string>? AssetIds);
