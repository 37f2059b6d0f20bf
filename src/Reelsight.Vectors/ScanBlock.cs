namespace Reelsight.Vectors;

/// <summary>
/// A unit of a scan: consecutive documents of a segment whose rows fit into a core's cache, so that all queries of a batch find them there.
/// </summary>
internal readonly record struct ScanBlock(SegmentSnapshot Snapshot, int From, int To)
{
    private const int MaxBytes = 1 << 18;

    public static ScanBlock[] Split(IEnumerable<SegmentSnapshot> snapshots)
    {
        var blocks = new List<ScanBlock>();
        foreach (var snapshot in snapshots)
        {
            var runs = snapshot.Segment.Runs;
            for (var from = 0; from < runs.Length; )
            {
                var end = from;
                for (long bytes = 0; end < runs.Length && bytes < MaxBytes; end++)
                {
                    bytes += (long)runs[end].RowCount * snapshot.Segment.Stride;
                }
                blocks.Add(new ScanBlock(snapshot, from, end));
                from = end;
            }
        }
        return [.. blocks];
    }

    /// <summary>
    /// The next consecutive documents at or after <paramref name="from"/> that the filter admits and that are not deleted, as a half-open
    /// range; empty at the end.
    /// </summary>
    public (int From, int To) NextRange(int from, DocumentSet? filter)
    {
        if (filter is null && Snapshot.Deleted is null)
        {
            return (from, To);
        }
        while (from < To && !IsCandidate(from, filter, out var skip))
        {
            from += skip;
        }
        var end = Math.Min(from, To);
        while (end < To && IsCandidate(end, filter, out _))
        {
            end++;
        }
        return (Math.Min(from, To), end);
    }

    private bool IsCandidate(int document, DocumentSet? filter, out int skip)
    {
        skip = 1;
        if (filter is not null)
        {
            var ordinal = Snapshot.FirstDocument + document;
            var rest = filter.Bits[ordinal >> 6] >> ordinal;
            if ((rest & 1) == 0)
            {
                skip = rest == 0 ? 64 - (ordinal & 63) : System.Numerics.BitOperations.TrailingZeroCount(rest);
                return false;
            }
        }
        return !Snapshot.IsDeleted(document);
    }
}
