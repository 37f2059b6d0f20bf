using Reelsight.Search.Projection;

namespace Reelsight.Search.Maps;

/// <summary>
/// Builds maps: principal components first, because they are quick, then nearest neighbours, the UMAP layout, and near-duplicates.
/// </summary>
internal static class MapBuilder
{
    private const int NeighbourCount = 15,
        IsolationNeighbourCount = 10,
        MaxDuplicatesPerPoint = 5,
        MaxDuplicates = 500,
        MaxExactDuplicateRows = 60_000;
    private const double PcaProgress = 0.05,
        NeighbourProgress = 0.4,
        UmapProgress = 0.85;

    /// <summary>
    /// Cosine similarity of visual features from which two points are near-duplicates. No pair of 360,000 unrelated photos reaches it; the
    /// same footage does after most edits.
    /// </summary>
    private const float NearDuplicateThreshold = 0.6f;

    /// <summary>Builds a map.</summary>
    /// <param name="vectors">The vectors of its points.</param>
    /// <param name="report">Called after each step, from several threads.</param>
    /// <param name="ct">Cancels the work.</param>
    public static MapData Build(MapVectors vectors, Action<MapProgress> report, CancellationToken ct)
    {
        var map = new MapData(vectors.Points, vectors.OmittedCount);
        var (components, shares) = Pca.Compute(vectors.LayoutVectors);
        Tell(map = map with { PcaCoordinates = [.. components.X, .. components.Y], ExplainedVariance = shares }, 0, PcaProgress);
        ct.ThrowIfCancellationRequested();
        var neighbours = new NearestNeighbourSearch(vectors.LayoutVectors, NeighbourCount).Search(
            done => Tell(map, done, PcaProgress, NeighbourProgress),
            ct
        );
        map = map with
        {
            Isolation = [.. Enumerable.Range(0, neighbours.Count).Select(point => ComputeIsolation(neighbours.GetDistances(point)))],
        };
        // When all points are neighbours of each other, UMAP has nothing to preserve.
        var layout =
            neighbours.Count <= NeighbourCount + 1
                ? components
                : Umap.Compute(neighbours, components, done => Tell(map, done, NeighbourProgress, UmapProgress), ct);
        map = map with { UmapCoordinates = [.. layout.X, .. layout.Y] };
        map = map with { NearDuplicates = FindNearDuplicates(vectors, done => Tell(map, done, UmapProgress, 1), ct) };
        Tell(map, 1, 1);
        return map;

        void Tell(MapData points, double done, double from, double to = 1) => report(new MapProgress(points, from + done * (to - from)));
    }

    private static float ComputeIsolation(ReadOnlySpan<float> distances)
    {
        var (sum, count) = (0f, 0);
        foreach (var distance in distances[..IsolationNeighbourCount])
        {
            if (!float.IsInfinity(distance))
            {
                sum += distance;
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    // Clips of one video are often similar, because the camera stands still; duplicates are sought between videos.
    private static IReadOnlyList<MapDuplicate> FindNearDuplicates(MapVectors vectors, Action<double> progress, CancellationToken ct)
    {
        if (vectors.VisualFeatures.Dimension == 0)
        {
            return [];
        }
        var videos = vectors.Points.Select(point => point.Video).ToArray();
        var search = new NearestNeighbourSearch(vectors.VisualFeatures, MaxDuplicatesPerPoint, videos)
        {
            MaxExactRows = MaxExactDuplicateRows,
        };
        var near = search.Search(progress, ct);
        var best = new Dictionary<(int, int), MapDuplicate>();
        for (var point = 0; point < near.Count; point++)
        {
            var seen = new HashSet<int>();
            for (var place = 0; place < MaxDuplicatesPerPoint && near.GetDistances(point)[place] <= 1 - NearDuplicateThreshold; place++)
            {
                var (other, cosine) = (near.GetNeighbours(point)[place], 1 - near.GetDistances(point)[place]);
                var isForward = videos[point] < videos[other];
                var pair = isForward ? (videos[point], videos[other]) : (videos[other], videos[point]);
                var known = best.GetValueOrDefault(pair, new MapDuplicate(-1, -1, -1, 0));
                var pairs = known.PairCount + (isForward && seen.Add(videos[other]) ? 1 : 0);
                best[pair] =
                    cosine > known.Cosine
                        ? new MapDuplicate(isForward ? point : other, isForward ? other : point, cosine, pairs)
                        : known with
                        {
                            PairCount = pairs,
                        };
            }
        }
        return
        [
            .. best
                .Values.Select(duplicates => duplicates with { PairCount = Math.Max(1, duplicates.PairCount) })
                .OrderByDescending(duplicates => duplicates.Cosine)
                .ThenBy(duplicates => duplicates.First)
                .ThenBy(duplicates => duplicates.Second)
                .Take(MaxDuplicates),
        ];
    }
}
