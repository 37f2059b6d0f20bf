namespace Reelsight.Search.Projection;

/// <summary>
/// Lays out points in two dimensions so that neighbours stay neighbours: UMAP (McInnes, Healy and Melville, 2018). Points joined by the
/// fuzzy neighbour graph attract each other; randomly drawn points repel each other. In each round, every point moves by the positions of
/// the others at its beginning, so the result does not depend on the number of threads.
/// </summary>
internal static class Umap
{
    private const int MaxSmallRows = 10_000,
        SmallEpochs = 500,
        LargeEpochs = 200,
        NegativeSamples = 5;
    private const float Extent = 10,
        MaxStep = 4,
        Spread = 1.6f;

    /// <summary>Computes the layout.</summary>
    /// <param name="neighbours">The nearest neighbours of each row.</param>
    /// <param name="start">Initial positions: the principal components, which preserve the global arrangement.</param>
    /// <param name="progress">Receives the fraction of the work done, 0-1.</param>
    /// <param name="ct">Cancels the work.</param>
    public static PointLayout Compute(NeighbourTable neighbours, PointLayout start, Action<double> progress, CancellationToken ct)
    {
        var graph = FuzzyNeighbourGraph.Build(neighbours);
        var rounds = neighbours.Count <= MaxSmallRows ? SmallEpochs : LargeEpochs;
        var (x, y) = Initialize(start);
        var (nextX, nextY) = (new float[x.Length], new float[y.Length]);
        for (var round = 0; round < rounds; round++)
        {
            ct.ThrowIfCancellationRequested();
            var (nowX, nowY, at, speed) = (x, y, round, 1 - round / (float)rounds);
            Parallel.For(0, x.Length, row => (nextX[row], nextY[row]) = MovePoint(graph, nowX, nowY, row, at, rounds, speed));
            (x, nextX) = (nextX, x);
            (y, nextY) = (nextY, y);
            progress((round + 1) / (double)rounds);
        }
        return new PointLayout(x, y);
    }

    private static (float[], float[]) Initialize(PointLayout start)
    {
        var maxMagnitude = Math.Max(start.X.Select(Math.Abs).DefaultIfEmpty().Max(), start.Y.Select(Math.Abs).DefaultIfEmpty().Max());
        var scale = maxMagnitude > 0 ? Extent / maxMagnitude : 0;
        // Points at the same position would never separate.
        return (
            [.. start.X.Select((value, row) => value * scale + Jitter(row, 1))],
            [.. start.Y.Select((value, row) => value * scale + Jitter(row, 2))]
        );
    }

    private static float Jitter(int row, uint axis) => (NextRandom((uint)row * 2 + axis) >> 8) * (1e-3f / (1 << 24));

    private static (float, float) MovePoint(
        FuzzyNeighbourGraph graph,
        float[] allX,
        float[] allY,
        int row,
        int round,
        int rounds,
        float speed
    )
    {
        var (x, y) = (allX[row], allY[row]);
        var random = NextRandom((uint)row * 0x9E3779B1 ^ NextRandom((uint)round));
        for (var edge = graph.RowStarts[row]; edge < graph.RowStarts[row + 1]; edge++)
        {
            // An edge is sampled in proportion to its weight, spread evenly over the rounds.
            if ((int)((round + 1) * graph.Weights[edge]) == (int)(round * graph.Weights[edge]))
            {
                continue;
            }
            var (dx, dy) = (x - allX[graph.Neighbours[edge]], y - allY[graph.Neighbours[edge]]);
            var pull = -2 * Spread / (1 + Spread * (dx * dx + dy * dy));
            x += speed * ClampStep(pull * dx);
            y += speed * ClampStep(pull * dy);
            for (var sample = 0; sample < NegativeSamples; sample++)
            {
                random = NextRandom(random);
                var other = (int)((ulong)random * (uint)allX.Length >> 32);
                if (other == row)
                {
                    continue;
                }
                (dx, dy) = (x - allX[other], y - allY[other]);
                var squared = dx * dx + dy * dy;
                var push = 2 / ((0.001f + squared) * (1 + Spread * squared));
                x += speed * ClampStep(push * dx);
                y += speed * ClampStep(push * dy);
            }
        }
        return (x, y);
    }

    private static float ClampStep(float value) => Math.Clamp(value, -MaxStep, MaxStep);

    // One round of a 32-bit mixing permutation.
    private static uint NextRandom(uint state)
    {
        state += 0x9E3779B9;
        state = (state ^ state >> 16) * 0x85EBCA6B;
        state = (state ^ state >> 13) * 0xC2B2AE35;
        return state ^ state >> 16;
    }
}
