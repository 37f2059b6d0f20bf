using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Entities;

/// <summary>The assets that a request names as images of entities, found with one query.</summary>
internal sealed class EntityImages
{
    private readonly Dictionary<string, AssetRecord> _known;

    private EntityImages(IEnumerable<AssetRecord> known) => _known = known.ToDictionary(a => a.Id, StringComparer.Ordinal);

    /// <summary>Looks up every asset that is named anywhere in a request.</summary>
    internal static async Task<EntityImages> FindAsync(Call call, IAssetStore assets, IEnumerable<string> assetIds)
    {
        string[] wanted = [.. assetIds.Distinct(StringComparer.Ordinal)];
        if (wanted.Length == 0)
        {
            return new EntityImages([]);
        }

        var found = await assets.ListAsync(
            call.TenantId,
            new AssetQuery(new PageWindow(1, wanted.Length)) { Ids = wanted },
            call.Cancellation
        );
        return new EntityImages(found.Rows);
    }

    /// <summary>The ids without doubles, when there is at least one and each is that of a ready image.</summary>
    /// <exception cref="ApiException">400: none is given, or the sentence names the one that cannot be used.</exception>
    internal IReadOnlyList<string> Check(IReadOnlyList<string>? assetIds)
    {
        if (assetIds is not { Count: > 0 })
        {
            throw Fail.Missing("asset_ids");
        }

        foreach (var id in assetIds)
        {
            if (!_known.TryGetValue(Identifiers.Check("asset_ids", id ?? ""), out var asset))
            {
                throw Fail.Invalid($"There is no asset with the id {id}. Upload the image first and name its asset in asset_ids.");
            }

            if (asset.Status != AssetStatus.Ready)
            {
                throw Fail.Invalid($"The asset {id} is {asset.Status.ToString().ToLowerInvariant()}; asset_ids takes ready images.");
            }

            if (!asset.FileType.StartsWith("image/", StringComparison.Ordinal))
            {
                throw Fail.Invalid($"The asset {id} is {asset.FileType}; asset_ids takes images.");
            }
        }
        return [.. assetIds.Distinct(StringComparer.Ordinal)];
    }
}
