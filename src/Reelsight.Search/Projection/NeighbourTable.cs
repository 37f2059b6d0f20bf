namespace Reelsight.Search.Projection;

/// <summary>The nearest rows of each row, nearest first. Missing neighbours are -1 with an infinite distance.</summary>
internal sealed class NeighbourTable
{
    private readonly int[] _rows;
    private readonly float[] _distances;

    public NeighbourTable(int count, int maxNeighbours)
    {
        (Count, MaxNeighbours) = (count, maxNeighbours);
        _rows = new int[count * maxNeighbours];
        _distances = new float[count * maxNeighbours];
        Array.Fill(_rows, -1);
        Array.Fill(_distances, float.PositiveInfinity);
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Maximum number of neighbours of a row.</summary>
    public int MaxNeighbours { get; }

    public ReadOnlySpan<int> GetNeighbours(int row) => _rows.AsSpan(row * MaxNeighbours, MaxNeighbours);

    /// <summary>The cosine distances (1 - cosine) to the neighbours of a row, at least 0.</summary>
    public ReadOnlySpan<float> GetDistances(int row) => _distances.AsSpan(row * MaxNeighbours, MaxNeighbours);

    /// <summary>
    /// Inserts a neighbour if it is near enough. Equal distances are ordered by row, so the order of calls does not matter. Each neighbour
    /// must be offered once only.
    /// </summary>
    public void Offer(int row, int other, float distance)
    {
        var rows = _rows.AsSpan(row * MaxNeighbours, MaxNeighbours);
        var distances = _distances.AsSpan(row * MaxNeighbours, MaxNeighbours);
        var place = MaxNeighbours;
        while (place > 0 && (distance < distances[place - 1] || (distance == distances[place - 1] && other < rows[place - 1])))
        {
            place--;
        }
        if (place == MaxNeighbours)
        {
            return;
        }
        rows[place..^1].CopyTo(rows[(place + 1)..]);
        distances[place..^1].CopyTo(distances[(place + 1)..]);
        (rows[place], distances[place]) = (other, distance);
    }
}
