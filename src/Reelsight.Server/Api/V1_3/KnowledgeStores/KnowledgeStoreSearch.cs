using Reelsight.Search;
using Reelsight.Search.Engine;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>
/// Searches the items of a knowledge store. Videos are matched in the modalities asked for, images always by what they show.
/// </summary>
internal sealed class KnowledgeStoreSearch(SearchEngine engine, IVideoStore videos)
{
    /// <summary>Shorter than any video and longer than any image, seconds.</summary>
    private const double MinVideoSec = 1e-6;

    /// <summary>Everything that matches, best first.</summary>
    internal async Task<IReadOnlyList<StoreHit>> FindAsync(
        string tenantId,
        string storeId,
        StoreSearchRequest request,
        CancellationToken ct
    )
    {
        var (filter, moments) = (request.Filter, new List<Moment>());
        var ids = new VideoFilter { Ids = filter.ItemIds };
        var whole = filter.ItemIds is null && filter is { AllowsVideos: true, AllowsImages: true };
        // One search finds both, unless images are searched by other modalities than videos.
        if (filter is { AllowsVideos: true, AllowsImages: true } && request.Modalities.HasFlag(Modalities.Visual))
        {
            moments.AddRange(await LookAsync(request.Modalities, whole ? null : ids));
        }
        else
        {
            if (filter.AllowsVideos)
            {
                moments.AddRange(await LookAsync(request.Modalities, ids with { DurationSec = new(MinVideoSec, null) }));
            }

            if (filter.AllowsImages)
            {
                moments.AddRange(await LookAsync(Modalities.Visual, ids with { DurationSec = new(null, 0) }));
            }
        }
        var images = await FindImagesAsync(tenantId, storeId, moments, ct);
        return
        [
            .. moments
                .OrderByDescending(m => m.Score)
                .Select(moment => new StoreHit
                {
                    ItemId = moment.VideoId,
                    IsImage = images.Contains(moment.VideoId),
                    Moment = moment,
                    Modalities = GetModalities(moment, request.Modalities),
                })
                .DistinctBy(hit => (hit.ItemId, hit.IsImage ? 0 : hit.Moment.StartSec)),
        ];

        async Task<IReadOnlyList<Moment>> LookAsync(Modalities modalities, VideoFilter? among)
        {
            var query = new SearchQuery
            {
                TenantId = tenantId,
                IndexId = storeId,
                Text = request.Text,
                Modalities = modalities,
                Filter = among,
            };
            return (await engine.SearchAsync(query, ct)).Moments;
        }
    }

    private async Task<HashSet<string>> FindImagesAsync(string tenantId, string storeId, List<Moment> moments, CancellationToken ct)
    {
        var filter = new VideoFilter { Ids = [.. moments.Select(m => m.VideoId).Distinct()], DurationSec = new(null, 0) };
        return (await videos.ListAllAsync(tenantId, storeId, filter, ct)).Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
    }

    private static Modalities GetModalities(Moment moment, Modalities asked)
    {
        var found = moment.Reasons.Aggregate(Modalities.None, (all, reason) =>
            all | (reason.Kind is ReasonKind.Speech or ReasonKind.Sound ? Modalities.Audio : Modalities.Visual)
        );
        return found & asked;
    }
}
