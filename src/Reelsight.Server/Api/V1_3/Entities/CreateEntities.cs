using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Core.Errors;
using Reelsight.Server.Api.V1_3.EntityCollections;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Entities;

/// <summary>
/// POST /entity-collections/{entity_collection_id}/entities/bulk → 201. Every entity that can be created is; for each other one the answer
/// has its place in the request, from 0, its name and the reason.
/// </summary>
internal static class CreateEntities
{
    /// <summary>Looked up and written in one go, so there is an end to it.</summary>
    private const int MaxEntities = 1000;

    internal sealed record Body(IReadOnlyList<NewEntity?>? Entities);

    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<EntityCollectionRecord> collections,
        IResourceStore<EntityRecord> entities,
        IAssetStore assets,
        IdGenerator ids,
        TimeProvider clock
    )
    {
        var collection = await GetEntityCollection.FindAsync(call, collections);
        var body = await call.ReadJsonAsync(EntitiesWireJson.Default.CreateEntitiesBody);
        if (body.Entities is not { Count: > 0 } asked)
        {
            throw Fail.Missing("entities");
        }

        if (asked.Count > MaxEntities)
        {
            throw Fail.Invalid($"The parameter entities takes at most {MaxEntities} entities at once.");
        }

        var known = await EntityImages.FindAsync(call, assets, asked.SelectMany(e => e?.AssetIds ?? []));

        var created = new List<EntityRecord>();
        var errors = new List<ErrorView>();
        for (var place = 0; place < asked.Count; place++)
        {
            try
            {
                var entity = asked[place] ?? throw Fail.Invalid("Each of the entities must be a JSON object.");
                created.Add(entity.ToRecord(call, collection.Id, known, ids, clock.GetUtcNow()));
            }
            catch (ApiException e)
            {
                errors.Add(new ErrorView(place, asked[place]?.Name ?? "", e.Message));
            }
        }
        try
        {
            if (created.Count > 0)
            {
                await entities.AddAsync(created, [.. created.Select(NewEntity.CreateJob)], call.Cancellation);
            }
        }
        catch (ParentMissingException)
        {
            throw Fail.NotFound("entity collection", collection.Id);
        }
        var view = new CreatedEntitiesView(
            created.Count,
            errors.Count,
            [.. created.Select(e => new CreatedEntityView(e.Id, e.Name, e.State))],
            errors
        );
        return TypedResults.Json(view, EntitiesWireJson.Default.CreatedEntitiesView, statusCode: StatusCodes.Status201Created);
    }

    internal sealed record CreatedEntitiesView(
        int SuccessCount,
        int FailedCount,
        IReadOnlyList<CreatedEntityView> Entities,
        IReadOnlyList<ErrorView> Errors
    );

    internal sealed record CreatedEntityView(
        [property: JsonPropertyName("_id")] string Id,
        string Name,
        [OneOf(EntityRecord.Processing, EntityRecord.Ready)] string Status
    );

    internal sealed record ErrorView(int EntityIndex, string EntityName, string ErrorReason);
}
