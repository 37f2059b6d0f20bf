namespace Reelsight.Vectors;

public sealed partial class VectorIndex
{
    /// <summary>Number of segments of about the same size that are merged into one.</summary>
    private const int MergeFactor = 4;

    /// <summary>
    /// Rewrites segments that have deleted documents, so that their bytes leave the disk, and combines several small segments into one.
    /// Searches and changes go on meanwhile; a second merge waits for the first. May take long.
    /// </summary>
    /// <returns>Whether anything was merged.</returns>
    /// <exception cref="IOException">The disk is full or fails; the index is unchanged.</exception>
    /// <exception cref="DamagedSegmentException">A segment to be merged is damaged.</exception>
    public bool Merge(CancellationToken ct = default)
    {
        var any = false;
        lock (_mergeLock)
        {
            while (SelectMergeSources() is { } due)
            {
                ct.ThrowIfCancellationRequested();
                MergeOnce(due);
                any = true;
            }
        }
        return any;
    }

    // Segments of one dimension at a time, smallest first, up to the maximum size of a segment.
    private HashSet<VectorSegment>? SelectMergeSources()
    {
        foreach (var snapshots in Volatile.Read(ref _state).Segments.GroupBy(snapshot => snapshot.Segment.Dimension))
        {
            var bySize = snapshots.OrderBy(snapshot => snapshot.Segment.RowBytes).ToList();
            if (bySize.Find(snapshot => snapshot.DeletedCount > 0) is { } stale)
            {
                return [stale.Segment];
            }
            // Grouped by powers of four, so that a row is rewritten only a few times, however small the steps in which the index grows.
            var crowd = bySize
                .Where(snapshot => snapshot.Segment.RowBytes < _segmentBytes / MergeFactor)
                .GroupBy(snapshot => (int)Math.Log(Math.Max(1, snapshot.Segment.RowBytes), MergeFactor))
                .FirstOrDefault(group => group.Count() >= MergeFactor);
            if (crowd is not null)
            {
                var (due, bytes) = (new HashSet<VectorSegment>(), 0L);
                foreach (var snapshot in crowd.TakeWhile(snapshot => due.Count < 2 || bytes + snapshot.Segment.RowBytes <= _segmentBytes))
                {
                    due.Add(snapshot.Segment);
                    bytes += snapshot.Segment.RowBytes;
                }
                return due;
            }
        }
        return null;
    }

    private void MergeOnce(HashSet<VectorSegment> due)
    {
        using var view = OpenView();
        var sources = view.State.Segments.Where(snapshot => due.Contains(snapshot.Segment)).ToList();
        var writer = new VectorSegmentWriter(_space, sources[0].Segment.Dimension);
        foreach (var source in sources)
        {
            var runs = source.Segment.Runs;
            for (var document = 0; document < runs.Length; document++)
            {
                if (!source.IsDeleted(document))
                {
                    writer.Add(source.Segment, runs[document]);
                }
            }
        }
        long number;
        lock (_writeLock)
        {
            number = _nextNumber++;
        }
        VectorSegment? merged = null;
        if (writer.DocumentCount > 0)
        {
            WriteToDisk(() => writer.Write(GetSegmentPath(number)));
            merged = VectorSegment.Open(GetSegmentPath(number), _space, _memory);
        }
        lock (_writeLock)
        {
            var now = _state.Segments;
            if (!due.All(segment => Array.Exists(now, snapshot => snapshot.Segment == segment)))
            {
                merged?.Close(); // one was quarantined meanwhile
                DeleteFile(GetSegmentPath(number));
                return;
            }
            var snapshots = now.Where(snapshot => !due.Contains(snapshot.Segment))
                .Select(snapshot => (snapshot.Number, snapshot.Segment, snapshot.Deleted))
                .ToList();
            if (merged is not null)
            {
                snapshots.Add((number, merged, FindDeletedMeanwhile(merged, due)));
            }
            WriteToDisk(() => WriteManifest(snapshots, Watermark));
            ReplaceState(snapshots, Watermark, [], merged is null ? [] : [merged]);
        }
        foreach (var segment in due)
        {
            segment.Close();
            DeleteFile(segment.Path);
        }
    }

    private ulong[]? FindDeletedMeanwhile(VectorSegment merged, HashSet<VectorSegment> due)
    {
        ulong[]? removed = null;
        var runs = merged.Runs;
        lock (_locationLock)
        {
            for (var document = 0; document < runs.Length; document++)
            {
                if (!_locations.TryGetValue(runs[document].Key, out var location) || !due.Contains(location.Segment))
                {
                    removed ??= new ulong[(runs.Length + 63) / 64];
                    removed[document >> 6] |= 1UL << document;
                }
            }
        }
        return removed;
    }
}
