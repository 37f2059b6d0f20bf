namespace Reelsight.Vectors;

/// <summary>
/// Keeps the k best of many scored items; equal scores go to the smaller item, so that the order never depends on the order of arrival.
/// </summary>
/// <typeparam name="T">What is scored.</typeparam>
public sealed class TopK<T>(int capacity)
    where T : IComparable<T>
{
    private readonly PriorityQueue<T, (double Score, T Item)> _heap = new(
        Comparer<(double Score, T Item)>.Create((a, b) => a.Score != b.Score ? a.Score.CompareTo(b.Score) : b.Item.CompareTo(a.Item))
    );

    /// <summary>The score that a new item has to reach to stay.</summary>
    public double Threshold { get; private set; } = double.NegativeInfinity;

    /// <summary>Offers an item.</summary>
    public void Add(double score, T item)
    {
        if (score < Threshold)
        {
            return;
        }
        if (_heap.Count < capacity)
        {
            _heap.Enqueue(item, (score, item));
        }
        else
        {
            _heap.EnqueueDequeue(item, (score, item));
        }
        if (_heap.Count == capacity && _heap.TryPeek(out _, out var lowest))
        {
            Threshold = lowest.Score;
        }
    }

    /// <summary>Takes everything out, best first.</summary>
    public List<(double Score, T Item)> DrainDescending()
    {
        var all = new List<(double Score, T Item)>(_heap.Count);
        while (_heap.TryDequeue(out _, out var scored))
        {
            all.Add(scored);
        }
        all.Reverse();
        return all;
    }
}
