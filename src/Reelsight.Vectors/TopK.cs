namespace Reelsight.Vectors;

/// <summary>
/// Keeps the k best of many scored items. Of equal scores, the smaller item is better, so the result does not depend on the order in which
/// items are added.
/// </summary>
/// <typeparam name="T">What is scored.</typeparam>
/// <param name="capacity">k, 1 or more.</param>
public sealed class TopK<T>(int capacity)
    where T : IComparable<T>
{
    private readonly PriorityQueue<T, (double Score, T Item)> _heap = new(
        Comparer<(double Score, T Item)>.Create((a, b) => a.Score != b.Score ? a.Score.CompareTo(b.Score) : b.Item.CompareTo(a.Item))
    );

    /// <summary>The score that a further item must reach to be kept.</summary>
    public double Threshold { get; private set; } = double.NegativeInfinity;

    /// <summary>Adds an item, and drops the worst when there are more than k.</summary>
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

    /// <summary>Removes and returns all items, best first.</summary>
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
