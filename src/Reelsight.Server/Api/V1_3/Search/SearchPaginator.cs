using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Reelsight.Search;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Media;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Stores;

namespace Reelsight.Server.Api.V1_3.Search;

/// <summary>
/// Cuts a ranked answer into pages. An answer that has a second page is kept under a random token for a day, so that pages stay disjoint
/// and complete while videos come and go; the page's number follows the token.
/// </summary>
internal sealed class SearchPaginator(ISearchPageStore store, IVideoStore videos, SignedMediaUrls links, TimeProvider clock)
{
    private static readonly TimeSpan _tokenLifetime = TimeSpan.FromHours(24);
    private const int TokenBytes = 16;
    private const char PageSeparator = '-';

    /// <summary>The first page of a new answer.</summary>
    internal async Task<SearchView> CreateFirstPageAsync(Call call, StoredSearch search)
    {
        var expiresAt = clock.GetUtcNow() + _tokenLifetime;
        string? token = null;
        if (search.Rows.Count > search.PageLimit)
        {
            token = RandomNumberGenerator.GetHexString(TokenBytes * 2, lowercase: true);
            var kept = JsonSerializer.SerializeToUtf8Bytes(search, SearchWireJson.Default.StoredSearch);
            await store.PutAsync(call.TenantId, token, kept, expiresAt, call.Cancellation);
        }
        return await BuildPageAsync(call, search, token, 1, search.IncludeUserMetadata, expiresAt);
    }

    /// <summary>The page behind a token.</summary>
    /// <exception cref="ApiException">400 <c>search_page_token_expired</c>: unknown, foreign or too old.</exception>
    internal async Task<SearchView> GetPageAsync(Call call, string pageToken)
    {
        if (
            pageToken.Split(PageSeparator) is [var token, var digits]
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            && page >= 1
            && await store.FindAsync(call.TenantId, token, clock.GetUtcNow(), call.Cancellation) is var (kept, expiresAt)
            && JsonSerializer.Deserialize(kept, SearchWireJson.Default.StoredSearch) is { } search
            && (page - 1L) * search.PageLimit < search.Rows.Count
        )
        {
            var metadata = call.Query.GetBoolean("include_user_metadata", search.IncludeUserMetadata);
            return await BuildPageAsync(call, search, token, page, metadata, expiresAt);
        }
        throw Fail.Refused(ErrorCodes.SearchPageTokenExpired, "The page token is unknown or older than a day. Search again.");
    }

    private async Task<SearchView> BuildPageAsync(
        Call call,
        StoredSearch search,
        string? token,
        int page,
        bool metadata,
        DateTimeOffset expiresAt
    )
    {
        var rows = search.Rows.Skip((page - 1) * search.PageLimit).Take(search.PageLimit).ToList();
        var known = metadata ? await FindMetadataAsync(call, search, rows) : [];
        var isLast = page * (long)search.PageLimit >= search.Rows.Count;
        return new SearchView(
            new(search.PoolVideos, search.PoolDurationSec, search.IndexId),
            [.. rows.Select(row => search.GroupByVideo ? Group(row) : Hit(row[0]))],
            new(
                search.PageLimit,
                search.Rows.Count,
                expiresAt,
                isLast ? null : TokenOf(page + 1),
                page == 1 ? null : TokenOf(page - 1),
                search.GroupByVideo ? search.Moments.Count : null
            ),
            search.Reading,
            page == 1 && search.VisuallyClosest.Count > 0 ? [.. search.VisuallyClosest.Select(Closest)] : null
        );

        ClosestClipView Closest(ClosestClip clip) =>
            new(clip.VideoId, clip.StartSec, clip.EndSec, LinkThumbnail(clip.ContentHash, clip.Thumbnail));

        string? LinkThumbnail(string contentHash, string? key) =>
            search.WithThumbnails && key is not null ? links.GetImageUrl(call, contentHash, key) : null;

        string TokenOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{token}{PageSeparator}{number}");

        HitView Group(IReadOnlyList<int> places)
        {
            var clips = places.Select(Hit).ToList();
            return clips[0] with { Id = clips[0].VideoId, Clips = clips };
        }

        HitView Hit(int place)
        {
            var moment = search.Moments[place];
            return new HitView
            {
                VideoId = moment.VideoId,
                Start = moment.StartSec,
                End = moment.EndSec,
                Rank = place + 1,
                Score = Math.Round(moment.Score, 2),
                Confidence = moment.Confidence.ToString().ToLowerInvariant(),
                ThumbnailUrl = LinkThumbnail(moment.ContentHash, moment.Thumbnail),
                Transcription = moment.Transcription,
                UserMetadata = known.GetValueOrDefault(moment.VideoId),
                Reasons = [.. moment.Reasons.Select(ReasonView.From)],
            };
        }
    }

    private async Task<Dictionary<string, JsonElement?>> FindMetadataAsync(Call call, StoredSearch search, List<IReadOnlyList<int>> rows)
    {
        var ids = rows.Select(row => search.Moments[row[0]].VideoId).Distinct().ToList();
        var found = await videos.ListAllAsync(call.TenantId, search.IndexId, new VideoFilter { Ids = ids }, call.Cancellation);
        return found.ToDictionary(v => v.Id, v => UserMetadataObject.ToElement(v.UserMetadataJson));
    }
}
