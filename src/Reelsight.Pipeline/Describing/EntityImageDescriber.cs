using Reelsight.Core.Errors;
using Reelsight.Pipeline.Assets;
using Reelsight.Storage.Stores;

namespace Reelsight.Pipeline.Describing;

/// <summary>Describes the images of an entity; stored descriptions are reused.</summary>
public sealed class EntityImageDescriber(IAssetStore assets, MediaOpener opener, ImageDescriber describer)
{
    /// <summary>Describes the images, in the order of the assets.</summary>
    /// <exception cref="PermanentFailureException">One of them cannot be used; the sentence names it.</exception>
    public async Task<IReadOnlyList<ImageDescription>> DescribeAsync(string tenantId, IReadOnlyList<string> assetIds, CancellationToken ct)
    {
        var described = new List<ImageDescription>();
        foreach (var assetId in assetIds)
        {
            described.Add(await DescribeAsync(tenantId, assetId, ct));
        }

        return described;
    }

    private async Task<ImageDescription> DescribeAsync(string tenantId, string assetId, CancellationToken ct)
    {
        var asset = await assets.FindAsync(tenantId, assetId, ct);
        if (asset?.ContentHash is { } hash && await describer.FindAsync(tenantId, hash, ct) is { } known)
        {
            return known;
        }

        try
        {
            var media = await opener.OpenAsync(tenantId, new MediaSource.FromAsset(assetId), ct);
            await using (media)
            {
                return await describer.DescribeAsync(tenantId, media, ct);
            }
        }
        catch (PermanentFailureException e)
        {
            throw new PermanentFailureException(
                new Failure(e.Failure.Code, $"The picture in the asset {assetId} cannot be used: {e.Failure.Message}"),
                e
            );
        }
    }
}
