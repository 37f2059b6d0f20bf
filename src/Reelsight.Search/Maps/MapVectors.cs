using Reelsight.Search.Projection;
using Reelsight.Search.Snapshots;
using Reelsight.Search.VectorSync;

namespace Reelsight.Search.Maps;

/// <summary>
/// The vectors of the points of a map, one row each: those that determine the layout, and visual features. A point without visual features
/// has a row of zeros.
/// </summary>
internal sealed record MapVectors(
    IReadOnlyList<MapPoint> Points,
    int OmittedCount,
    QuantizedUnitVectors LayoutVectors,
    QuantizedUnitVectors VisualFeatures
)
{
    private const byte ZeroByte = 128;

    /// <summary>Reads the vectors of every clip that has one for the layout.</summary>
    public static async Task<MapVectors> ReadAsync(
        SnapshotCache snapshots,
        MapSource source,
        ClipVectorSpace layoutVectors,
        ClipVectorSpace visualFeatures,
        CancellationToken ct
    )
    {
        var (points, omitted, bytes) = await snapshots.SearchClipsAsync(
            source.TenantId,
            source.IndexId,
            source.Snapshot,
            layoutVectors,
            clips =>
            {
                var found = new List<MapPoint>();
                using var rows = new MemoryStream();
                var without = 0;
                for (var video = 0; video < source.Videos.Count; video++)
                {
                    for (var clip = 0; clip < source.Videos[video].Clips.Count; clip++)
                    {
                        var row = clips.GetRowBytes(video, clip);
                        if (row.IsEmpty)
                        {
                            without++;
                            continue;
                        }
                        found.Add(new MapPoint(video, clip));
                        rows.Write(row);
                    }
                }
                clips.Dispose();
                return Task.FromResult((found, without, rows.ToArray()));
            },
            ct
        );
        var lookBytes = await snapshots.SearchClipsAsync(
            source.TenantId,
            source.IndexId,
            source.Snapshot,
            visualFeatures,
            clips =>
            {
                var dimension = points.Select(point => clips.GetRowBytes(point.Video, point.Clip).Length).DefaultIfEmpty().Max();
                var rows = new byte[points.Count * dimension];
                for (var point = 0; point < points.Count; point++)
                {
                    var (row, to) = (clips.GetRowBytes(points[point].Video, points[point].Clip).ToArray(), point * dimension);
                    rows.AsSpan(to, dimension).Fill(ZeroByte);
                    row.CopyTo(rows, to);
                }
                clips.Dispose();
                return Task.FromResult(rows);
            },
            ct
        );
        var count = Math.Max(1, points.Count);
        return new MapVectors(
            points,
            omitted,
            QuantizedUnitVectors.FromBytes(bytes.Length / count, bytes),
            QuantizedUnitVectors.FromBytes(lookBytes.Length / count, lookBytes)
        );
    }

    /// <summary>Averages the clips of each video to one point.</summary>
    public MapVectors AverageByVideo(int videos)
    {
        var firsts = Enumerable
            .Range(0, Points.Count)
            .Where(point => point == 0 || Points[point - 1].Video != Points[point].Video)
            .ToArray();
        int[] runs = [.. firsts, Points.Count];
        return new MapVectors(
            [.. firsts.Select(point => new MapPoint(Points[point].Video, 0))],
            videos - firsts.Length,
            LayoutVectors.ComputeMeans(runs),
            VisualFeatures.ComputeMeans(runs)
        );
    }
}
