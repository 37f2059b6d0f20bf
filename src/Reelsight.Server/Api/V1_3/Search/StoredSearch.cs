using Reelsight.Search;

namespace Reelsight.Server.Api.V1_3.Search;

/// <summary>
/// A ranked answer as it is kept behind page tokens. Ranks are places in <see cref="Moments"/>, so they run on from page to page. What may
/// change meanwhile – user metadata, signed URLs – is not kept but added to each page.
/// </summary>
internal sealed record StoredSearch
{
    public required string IndexId { get; init; }
    public required bool GroupByVideo { get; init; }
    public required int PageLimit { get; init; }
    public required bool IncludeUserMetadata { get; init; }
    public required bool WithThumbnails { get; init; }

    /// <summary>Best first; below the threshold already dropped.</summary>
    public required IReadOnlyList<Moment> Moments { get; init; }

    /// <summary>The rows that pages cut: places in <see cref="Moments"/>, one each, or all of one video.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Rows { get; init; }
    public required int PoolVideos { get; init; }
    public required double PoolDurationSec { get; init; }
    public required QueryReading Reading { get; init; }

    /// <summary>Shown with the first page.</summary>
    public IReadOnlyList<ClosestClip> VisuallyClosest { get; init; } = [];

    internal static StoredSearch From(SearchForm form, SearchResult result, bool withThumbnails)
    {
        Moment[] moments = [.. result.Moments.Where(m => m.Confidence >= form.Threshold)];
        return new StoredSearch
        {
            IndexId = form.IndexId,
            GroupByVideo = form.GroupByVideo,
            PageLimit = form.PageLimit,
            IncludeUserMetadata = form.IncludeUserMetadata,
            WithThumbnails = withThumbnails,
            Moments = moments,
            Rows = form.GroupByVideo ? GroupRowsByVideo(moments, form.SortByClipCount) : [.. moments.Select((_, place) => new[] { place })],
            PoolVideos = result.PoolVideos,
            PoolDurationSec = result.PoolDurationSec,
            Reading = result.QueryReading,
            VisuallyClosest = result.VisuallyClosest,
        };
    }

    /// <summary>Groups come in the order of their best moments; a stable sort keeps that order between equal counts.</summary>
    private static int[][] GroupRowsByVideo(Moment[] moments, bool byClipCount)
    {
        var groups = Enumerable.Range(0, moments.Length).GroupBy(place => moments[place].VideoId).Select(g => g.ToArray());
        return [.. byClipCount ? groups.OrderByDescending(g => g.Length) : groups];
    }
}
