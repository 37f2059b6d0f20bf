namespace Reelsight.Vectors;

/// <summary>The segments of an index between two changes. Immutable.</summary>
internal sealed class VectorIndexState
{
    public VectorIndexState(long generation, IEnumerable<(long Number, VectorSegment Segment, ulong[]? Deleted)> snapshots)
    {
        Generation = generation;
        var all = new List<SegmentSnapshot>();
        foreach (var (ordinal, segment, deleted) in snapshots)
        {
            all.Add(new SegmentSnapshot(ordinal, segment, DocumentCount, deleted));
            DocumentCount += segment.DocumentCount;
            RowCount += segment.RowCount;
        }
        Segments = [.. all];
        Blocks = ScanBlock.Split(Segments);
    }

    public long Generation { get; }
    public SegmentSnapshot[] Segments { get; }
    public ScanBlock[] Blocks { get; }
    public int DocumentCount { get; }
    public long RowCount { get; }

    public SegmentSnapshot FindSegment(int document)
    {
        var (low, high) = (0, Segments.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Segments[middle].FirstDocument <= document ? (middle, high) : (low, middle - 1);
        }
        return Segments[low];
    }

    /// <summary>Keeps every segment open until <see cref="Release"/>; false when one is closed already.</summary>
    public bool TryAcquire()
    {
        for (var i = 0; i < Segments.Length; i++)
        {
            if (!Segments[i].Segment.TryAcquire())
            {
                Array.ForEach(Segments[..i], snapshot => snapshot.Segment.Release());
                return false;
            }
        }
        return true;
    }

    public void Release() => Array.ForEach(Segments, snapshot => snapshot.Segment.Release());
}
