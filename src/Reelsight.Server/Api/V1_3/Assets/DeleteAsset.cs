using Microsoft.AspNetCore.Http;
using Reelsight.Core.Errors;
using Reelsight.Pipeline.Assets;
using Reelsight.Server.Api.V1_3.Entities;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Assets;

/// <summary>
/// DELETE /assets/{asset_id} → 204. While videos of any index, or items of knowledge stores, were made from it: 409, unless
/// <c>force=true</c>, which deletes them too. Entities that it shows lose it either way. The bytes go with the last asset and video that
/// has them.
/// </summary>
internal static class DeleteAsset
{
    internal static async Task<IResult> HandleAsync(
        Call call,
        IAssetStore assets,
        IResourceStore<EntityRecord> entities,
        IUnitOfWork unit,
        BlobReferences contents,
        TimeProvider clock
    )
    {
        var id = call.GetId("asset_id");
        var force = call.Query.GetBoolean("force", false);
        var asset = await GetAsset.FindAsync(call, assets, id);
        try
        {
            await unit.RunAsync(DeleteAsync, call.Cancellation);
        }
        catch (AssetInUseException)
        {
            throw new ApiException(
                StatusCodes.Status409Conflict,
                ErrorCodes.AssetInUse,
                $"Videos of indexes or items of knowledge stores were made from the asset {id}. Delete those first, or pass "
                    + $"force=true to delete them along."
            );
        }

        await contents.DeleteIfUnreferencedAsync(call.TenantId, asset.ContentHash);
        return TypedResults.NoContent();

        async Task<bool> DeleteAsync()
        {
            // Should the asset be what holds these up, it does so no longer.
            var waiting = await entities.ListAllAsync(
                call.TenantId,
                new ResourceFilter { LinkedTo = id, States = [EntityRecord.Processing] },
                call.Cancellation
            );
            if (!await assets.DeleteAsync(call.TenantId, id, withVideos: force, clock.GetUtcNow(), call.Cancellation))
            {
                throw Fail.NotFound("asset", id);
            }

            foreach (var entity in waiting.Where(e => e.AssetIds.Count > 1))
            {
                await entities.UpdateAsync(
                    call.TenantId,
                    entity.Id,
                    present => present with { Failure = null },
                    [NewEntity.CreateJob(entity)],
                    call.Cancellation
                );
            }

            return true;
        }
    }
}
