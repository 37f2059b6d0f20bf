using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Reelsight.Search;
using Reelsight.Server.Api.V1_3.Search;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>
/// Cuts the answer of a store search into pages. An answer with a second page is kept for a day. A token says when it ends, so that one
/// that has expired can be distinguished from one that never existed, long after its answer was dropped.
/// </summary>
internal sealed class StoreSearchPaginator(ISearchPageStore kept, IVideoStore videos, TimeProvider clock)
{
    private static readonly TimeSpan _tokenLifetime = TimeSpan.FromHours(24);
    private const int RandomDigits = 32;

    /// <summary>The first page of a new answer.</summary>
    internal async Task<StoreSearchView> CreateFirstPageAsync(Call call, StoredStoreSearch search)
    {
        if (search.Rows.Count <= search.PageSize)
        {
            return await BuildPageAsync(call, search, null, 1);
        }

        var expiresAt = clock.GetUtcNow() + _tokenLifetime;
        var token = string.Create(
            CultureInfo.InvariantCulture,
            $"{expiresAt.ToUnixTimeSeconds()}-{RandomNumberGenerator.GetHexString(RandomDigits, lowercase: true)}"
        );
        await kept.PutAsync(
            call.TenantId,
            token,
            JsonSerializer.SerializeToUtf8Bytes(search, KnowledgeStoresWireJson.Default.StoredStoreSearch),
            expiresAt,
            call.Cancellation
        );
        return await BuildPageAsync(call, search, token, 1);
    }

    /// <summary>The page behind a token.</summary>
    /// <exception cref="ApiException">410: its time is over; 400: it is none of this store's.</exception>
    internal async Task<StoreSearchView> GetPageAsync(Call call, string storeId, string pageToken)
    {
        if (
            pageToken.Split('-') is [var end, { Length: RandomDigits } random, var digits]
            && long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var endSec)
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            && page >= 1
        )
        {
            if (endSec <= clock.GetUtcNow().ToUnixTimeSeconds())
            {
                throw new ApiException(410, ErrorCodes.SearchPageTokenExpired, "The page_token is older than a day. Search again.");
            }

            if (
                await kept.FindAsync(call.TenantId, $"{end}-{random}", clock.GetUtcNow(), call.Cancellation) is var (results, _)
                && JsonSerializer.Deserialize(results, KnowledgeStoresWireJson.Default.StoredStoreSearch) is { } search
                && search.StoreId == storeId
                && (page - 1L) * search.PageSize < search.Rows.Count
            )
            {
                return await BuildPageAsync(call, search, $"{end}-{random}", page);
            }
        }
        throw Fail.Invalid("The parameter page_token is none that a search of this knowledge store returned.");
    }

    private async Task<StoreSearchView> BuildPageAsync(Call call, StoredStoreSearch search, string? token, int page)
    {
        var first = (page - 1) * search.PageSize;
        var rows = search.Rows.Skip(first).Take(search.PageSize).ToList();
        var known = search.IncludeMetadata ? await FindItemsAsync(call, search, rows) : [];
        var isLast = first + rows.Count >= search.Rows.Count;
        return new StoreSearchView(
            [.. rows.Select((row, place) => Hit(row, first + place + 1))],
            isLast ? null : string.Create(CultureInfo.InvariantCulture, $"{token}-{page + 1}"),
            new(search.Modalities == Modalities.None ? null : new(GetNames(search.Modalities)))
        );

        StoreHitView Hit(IReadOnlyList<int> places, int rank)
        {
            var best = search.Hits[places[0]];
            return new StoreHitView
            {
                AssetType = best.IsImage ? ItemTypes.Image : ItemTypes.Video,
                Rank = rank,
                ItemId = best.ItemId,
                Metadata = known.GetValueOrDefault(best.ItemId) is { } item ? HitMetadataView.From(item, best.IsImage) : null,
                Matches = best.IsImage ? null : [.. places.Select(place => ToMatchView(search.Hits[place]))],
                Reasons = best.IsImage ? [.. best.Moment.Reasons.Select(ReasonView.From)] : null,
            };
        }
    }

    private static StoreMatchView ToMatchView(StoreHit hit) =>
        new(
            hit.Moment.StartSec,
            hit.Moment.EndSec,
            GetNames(hit.Modalities),
            hit.Moment.Transcription,
            [.. hit.Moment.Reasons.Select(ReasonView.From)]
        );

    private static string[] GetNames(Modalities modalities) =>
        [.. new[] { Modalities.Visual, Modalities.Audio }.Where(m => modalities.HasFlag(m)).Select(m => m.ToString().ToLowerInvariant())];

    private async Task<Dictionary<string, VideoRecord>> FindItemsAsync(Call call, StoredStoreSearch search, List<IReadOnlyList<int>> rows)
    {
        var ids = rows.Select(row => search.Hits[row[0]].ItemId).Distinct().ToList();
        var found = await videos.ListAllAsync(call.TenantId, search.StoreId, new VideoFilter { Ids = ids }, call.Cancellation);
        return found.ToDictionary(item => item.Id, StringComparer.Ordinal);
    }
}
