using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Reelsight.Core;
using Reelsight.Core.Errors;
using Reelsight.Pipeline.Assets;
using Reelsight.Pipeline.Jobs;
using Reelsight.Server.Api.V1_3.Assets;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>
/// POST /knowledge-stores/{knowledge_store_id}/items → 202 with the item: <c>queued → pending → processing → ready | failed</c>. The asset
/// is a video or an image of at most 5 GB; one that is still being prepared is waited for. <c>asset_type</c> is found out; when it is
/// given, it must be right. The same asset may be several items.
/// </summary>
internal static class CreateItem
{
    /// <summary>v1.3: largest asset of an item.</summary>
    private const long MaxBytes = 5L << 30;

    internal sealed record Body(string? AssetId, string? AssetType, JsonElement? Metadata);

    internal static async Task<IResult> HandleAsync(
        Call call,
        IResourceStore<KnowledgeStoreRecord> stores,
        IAssetStore assets,
        IVideoStore videos,
        TenantQuotas quotas,
        IUnitOfWork unit,
        IdGenerator ids,
        TimeProvider clock
    )
    {
        var storeId = call.GetId("knowledge_store_id", KnowledgeStoreRecord.IdPrefix);
        var body = await call.ReadJsonAsync(KnowledgeStoresWireJson.Default.CreateItemBody);
        if (string.IsNullOrEmpty(body.AssetId))
        {
            throw Fail.Missing("asset_id");
        }

        if (body.AssetType is not (null or ItemTypes.Video or ItemTypes.Image))
        {
            throw Fail.Invalid($"The parameter asset_type must be {ItemTypes.Video} or {ItemTypes.Image}.");
        }

        var metadata = StringMetadata.Read(body.Metadata);
        await GetKnowledgeStore.FindAsync(call, stores, storeId);
        var asset = await GetAsset.FindAsync(call, assets, Identifiers.Check("asset_id", body.AssetId));
        Check(asset, body.AssetType);
        var now = clock.GetUtcNow();
        var item = new VideoRecord
        {
            Id = ids.Next(ItemRepository.IdPrefix),
            TenantId = call.TenantId,
            IndexId = storeId,
            AssetId = asset.Id,
            ContentHash = asset.ContentHash,
            Status = VideoStatus.Pending,
            Filename = asset.Filename,
            DurationSec = asset.DurationSec ?? 0,
            Fps = asset.Fps ?? 0,
            Width = asset.Width ?? 0,
            Height = asset.Height ?? 0,
            SizeBytes = asset.SizeBytes ?? 0,
            // What an answer cites can be played.
            EnableVideoStream = true,
            Hls = ArtefactStatus.Pending,
            UserMetadataJson = metadata is null
                ? null
                : JsonSerializer.Serialize(metadata, KnowledgeStoresWireJson.Default.IReadOnlyDictionaryStringString),
            CreatedAt = now,
            UpdatedAt = now,
        };
        try
        {
            await unit.RunAsync(
                async () =>
                {
                    quotas.CheckIndexedTime(call.TenantId, item.DurationSec);
                    await videos.AddAsync(item, null, new JobRequest(call.TenantId, JobKinds.IndexVideo, item.Id), call.Cancellation);
                    return true;
                },
                call.Cancellation
            );
        }
        catch (ParentMissingException e)
        {
            throw new ApiException(404, ErrorCodes.ResourceNotExist, e.Message);
        }
        return TypedResults.Json(
            ItemView.From(item, asset),
            KnowledgeStoresWireJson.Default.ItemView,
            statusCode: StatusCodes.Status202Accepted
        );
    }

    private static void Check(AssetRecord asset, string? statedType)
    {
        if (asset.Status == AssetStatus.Failed)
        {
            throw Fail.Invalid($"The asset {asset.Id} failed: {asset.Failure?.Message}");
        }

        if (asset.SizeBytes > MaxBytes)
        {
            throw Fail.Invalid($"The asset {asset.Id} has more than {MaxBytes >> 30} GB, the most that an item may have.");
        }

        if (asset.Status != AssetStatus.Ready)
        {
            return;
        }

        if (asset.Width is null)
        {
            throw Fail.Invalid(
                $"The asset {asset.Id} has no picture ({asset.FileType}); the items of a knowledge store are videos and pictures."
            );
        }

        if (statedType is not null && statedType != ItemTypes.FromAsset(asset))
        {
            throw Fail.Invalid(
                $"The parameter asset_type says {statedType}, but the asset {asset.Id} is of the type {ItemTypes.FromAsset(asset)}."
            );
        }
    }
}
