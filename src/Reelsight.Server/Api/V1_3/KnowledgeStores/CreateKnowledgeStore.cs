using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Server.Api.V1_3.Indexes;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>
/// POST /knowledge-stores → 201 with the store. The name is required and need not be unique. <c>ingestion_config</c> is checked
/// (<see cref="IngestionConfig"/>) and never changes. Metadata maps strings to strings.
/// </summary>
internal static class CreateKnowledgeStore
{
    internal sealed record Body(string? Name, string? Description, JsonElement? Metadata, JsonElement? IngestionConfig);

    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<KnowledgeStoreRecord> stores,
        IIndexStore indexes,
        IUnitOfWork unit,
        IdGenerator ids,
        TimeProvider clock
    )
    {
        var body = await call.ReadJsonAsync(KnowledgeStoresWireJson.Default.CreateKnowledgeStoreBody);
        var now = clock.GetUtcNow();
        var store = new KnowledgeStoreRecord
        {
            Id = ids.Next(KnowledgeStoreRecord.IdPrefix),
            TenantId = call.TenantId,
            Name = ResourceName.Check(body.Name),
            Description = body.Description,
            Metadata = StringMetadata.Read(body.Metadata),
            IngestionConfigJson = IngestionConfig.Read(body.IngestionConfig),
            CreatedAt = now,
            UpdatedAt = now,
        };
        await unit.RunAsync(
            async () =>
            {
                await indexes.AddAsync(ItemIndex(store), call.Cancellation);
                await stores.AddAsync([store], [], call.Cancellation);
                return true;
            },
            call.Cancellation
        );
        return TypedResults.Json(
            KnowledgeStoreView.From(store, 0),
            KnowledgeStoresWireJson.Default.KnowledgeStoreView,
            statusCode: StatusCodes.Status201Created
        );
    }

    private static IndexRecord ItemIndex(KnowledgeStoreRecord store) =>
        new()
        {
            Id = store.Id,
            TenantId = store.TenantId,
            Name = store.Id,
            Models = [new IndexModel(ModelRoles.Encoder, ModelRoles.Options)],
            Addons = [],
            CreatedAt = store.CreatedAt,
            UpdatedAt = store.CreatedAt,
        };
}
