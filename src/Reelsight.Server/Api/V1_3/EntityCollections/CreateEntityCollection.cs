using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.EntityCollections;

/// <summary>POST /entity-collections → 201 with the collection. The name is required; two collections may have the same.</summary>
internal static class CreateEntityCollection
{
    internal sealed record Body(string? Name, string? Description);

    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<EntityCollectionRecord> collections,
        IdGenerator ids,
        TimeProvider clock
    )
    {
        var body = await call.ReadJsonAsync(EntityCollectionsWireJson.Default.CreateEntityCollectionBody);
        var now = clock.GetUtcNow();
        var collection = new EntityCollectionRecord
        {
            Id = ids.Next(),
            TenantId = call.TenantId,
            Name = ResourceName.Check(body.Name),
            Description = body.Description,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await collections.AddAsync([collection], [], call.Cancellation);
        return TypedResults.Json(
            EntityCollectionView.From(collection),
            EntityCollectionsWireJson.Default.EntityCollectionView,
            statusCode: StatusCodes.Status201Created
        );
    }
}
