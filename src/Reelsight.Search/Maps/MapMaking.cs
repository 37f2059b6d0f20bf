namespace Reelsight.Search.Maps;

/// <summary>How far the making of a map is.</summary>
/// <param name="Points">What is there so far.</param>
/// <param name="Progress">How much is done, 0-1.</param>
public readonly record struct MapStep(MapPoints Points, double Progress);

/// <summary>
/// Makes maps: components first, because they take no time, then neighbours, the layout that keeps them, and what is there twice.
/// </summary>
internal static class MapMaking
{
    private const int Neighbours = 15,
        NeighboursOfIsolation = 10,
        TwinsOfPoint = 5,
        MostTwins = 500,
        ExactTwinRows = 60_000;
    private const double ComponentsDone = 0.05,
        NeighboursDone = 0.4,
        LayoutDone = 0.85;

    /// <summary>
    /// Cosine of looks from which two points are twins. No pair of 360,000 unrelated photos reaches it; the same footage does after most
    /// edits.
    /// </summary>
    private const float TwinFloor = 0.6f;

    /// <summary>Makes one.</summary>
    /// <param name="vectors">Of its points.</param>
    /// <param name="report">Told after each step; from several threads.</param>
    /// <param name="ct">Ends it.</param>
    public static MapPoints Of(MapVectors vectors, Action<MapStep> report, CancellationToken ct)
    {
        var map = new MapPoints(vectors.Points, vectors.LeftOut);
        var (components, shares) = Principal.Of(vectors.Shown);
        Tell(map = map with { Principal = [.. components.X, .. components.Y], Shares = shares }, 0, ComponentsDone);
        ct.ThrowIfCancellationRequested();
        var neighbours = new NeighbourSearch(vectors.Shown, Neighbours).Find(done => Tell(map, done, ComponentsDone, NeighboursDone), ct);
        map = map with { Isolation = [.. Enumerable.Range(0, neighbours.Count).Select(point => Isolation(neighbours.DistancesOf(point)))] };
        // Where everybody is everybody's neighbour there is nothing to keep.
        var layout =
            neighbours.Count <= Neighbours + 1
                ? components
                : NeighbourLayout.Of(neighbours, components, done => Tell(map, done, NeighboursDone, LayoutDone), ct);
        map = map with { Neighbours = [.. layout.X, .. layout.Y] };
        map = map with { Twins = Twins(vectors, done => Tell(map, done, LayoutDone, 1), ct) };
        Tell(map, 1, 1);
        return map;

        void Tell(MapPoints points, double done, double from, double to = 1) => report(new MapStep(points, from + done * (to - from)));
    }

    private static float Isolation(ReadOnlySpan<float> distances)
    {
        var (sum, count) = (0f, 0);
        foreach (var distance in distances[..NeighboursOfIsolation])
        {
            if (!float.IsInfinity(distance))
            {
                sum += distance;
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    // Clips of one video look alike because the camera stands still; what is of interest is the same footage in two videos.
    private static IReadOnlyList<MapTwins> Twins(MapVectors vectors, Action<double> progress, CancellationToken ct)
    {
        if (vectors.Looks.Dimension == 0)
        {
            return [];
        }
        var videos = vectors.Points.Select(point => point.Video).ToArray();
        var search = new NeighbourSearch(vectors.Looks, TwinsOfPoint, videos) { ExactRows = ExactTwinRows };
        var near = search.Find(progress, ct);
        var best = new Dictionary<(int, int), MapTwins>();
        for (var point = 0; point < near.Count; point++)
        {
            var seen = new HashSet<int>();
            for (var place = 0; place < TwinsOfPoint && near.DistancesOf(point)[place] <= 1 - TwinFloor; place++)
            {
                var (other, cosine) = (near.Of(point)[place], 1 - near.DistancesOf(point)[place]);
                var isForward = videos[point] < videos[other];
                var pair = isForward ? (videos[point], videos[other]) : (videos[other], videos[point]);
                var known = best.GetValueOrDefault(pair, new MapTwins(-1, -1, -1, 0));
                var pairs = known.Pairs + (isForward && seen.Add(videos[other]) ? 1 : 0);
                best[pair] =
                    cosine > known.Cosine
                        ? new MapTwins(isForward ? point : other, isForward ? other : point, cosine, pairs)
                        : known with
                        {
                            Pairs = pairs,
                        };
            }
        }
        return
        [
            .. best
                .Values.Select(twins => twins with { Pairs = Math.Max(1, twins.Pairs) })
                .OrderByDescending(twins => twins.Cosine)
                .ThenBy(twins => twins.First)
                .ThenBy(twins => twins.Second)
                .Take(MostTwins),
        ];
    }
}
