using Reelsight.Search.Maps;
using Reelsight.Server.Http.Json;

namespace Reelsight.Server.Api.ReelsightV1.Maps;

/// <summary>The map of an index. Points are in columns, by video and time; other lists name a point by its number.</summary>
internal sealed record MapView
{
    internal const string NeighboursView = "neighbours",
        PcaView = "pca";
    private const string Building = "building",
        Ready = "ready",
        Failed = "failed";
    private const int MaxOutliers = 100;

    /// <summary>Failed maps are tried again when they are asked for.</summary>
    [OneOf(Building, Ready, Failed)]
    public required string State { get; init; }

    /// <summary>How much is made, 0-1.</summary>
    public required double Progress { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Message { get; init; }

    [OneOf(NeighboursView, PcaView)]
    public required string View { get; init; }

    [OneOf("clip", "video")]
    public required string Unit { get; init; }

    /// <summary>Clips, or videos, without an image: they are not on the map.</summary>
    public int? LeftOut { get; init; }

    /// <summary>The shares of the variance that the axes of a pca view hold (0-1).</summary>
    public IReadOnlyList<double>? Variance { get; init; }

    /// <summary>The videos that have points, in order of them.</summary>
    public IReadOnlyList<MapVideoView>? Videos { get; init; }

    /// <summary>Absent until the view is made.</summary>
    public MapPointsView? Points { get; init; }

    /// <summary>Names that <c>points.tag</c> refers to.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The points furthest from those most like them, furthest first. Absent until they are known.</summary>
    public IReadOnlyList<int>? Outliers { get; init; }

    /// <summary>Near-duplicate footage in pairs of videos, the most similar first. Absent until it is computed.</summary>
    public IReadOnlyList<MapDuplicateView>? Duplicates { get; init; }

    internal static MapView From(IndexMapState state, string view, string unit, Func<MapVideo, string?> media)
    {
        var (footage, step) = (state.Footage, state.Step);
        var map = step.Map;
        var placed = view == PcaView ? map.PcaCoordinates : map.UmapCoordinates;
        var shown = new MapView
        {
            State =
                state.Failure is not null ? Failed
                : map.IsComplete ? Ready
                : Building,
            Progress = Math.Round(step.Progress, 3),
            Message = state.Failure,
            View = view,
            Unit = unit,
        };
        if (placed is null)
        {
            return shown;
        }

        var names = new List<string>();
        var points = MapPointsView.From(footage, map, placed, unit == "video", names);
        return shown with
        {
            LeftOut = map.OmittedCount,
            Variance = view == PcaView ? [.. map.ExplainedVariance!.Select(share => Math.Round(share, 4))] : null,
            Videos =
            [
                .. GroupByVideo(map.Points)
                    .Select(run => MapVideoView.From(footage.Videos[map.Points[run.First].Video], run.First, run.Count, media)),
            ],
            Points = points,
            Tags = names,
            Outliers = map.Isolation is { } isolation
                ?
                [
                    .. Enumerable
                        .Range(0, isolation.Length)
                        .Where(point => isolation[point] > 0)
                        .OrderByDescending(point => isolation[point])
                        .ThenBy(point => point)
                        .Take(MaxOutliers),
                ]
                : null,
            Duplicates = map.NearDuplicates is { } twins
                ? [.. twins.Select(pair => new MapDuplicateView(pair.First, pair.Second, Math.Round(pair.Cosine, 4), pair.PairCount))]
                : null,
        };
    }

    private static IEnumerable<(int First, int Count)> GroupByVideo(IReadOnlyList<MapPoint> points)
    {
        for (var first = 0; first < points.Count; )
        {
            var end = first;
            while (end < points.Count && points[end].Video == points[first].Video)
            {
                end++;
            }

            yield return (first, end - first);
            first = end;
        }
    }
}

/// <summary>
/// A video on the map and its points, which follow each other. The image of a point is <c>media_url</c> and the point's thumbnail.
/// </summary>
internal sealed record MapVideoView(string VideoId, string Title, double Duration, int FirstPoint, int PointCount, string? MediaUrl)
{
    internal static MapVideoView From(MapVideo video, int first, int count, Func<MapVideo, string?> media) =>
        new(video.Id, video.Title, Math.Round(video.DurationSec, 3), first, count, media(video));
}

/// <summary>Footage that is there twice: two points, the cosine of how they look, and how many pairs the two videos have.</summary>
internal sealed record MapDuplicateView(int First, int Second, double Cosine, int Pairs);
