namespace Reelsight.Vectors;

public sealed partial class VectorIndex
{
    /// <summary>Segments of about the same size from which they are merged.</summary>
    private const int MergeFactor = 4;

    /// <summary>
    /// Merges what should be: segments with contents that are gone, whose bytes go with it, and several small ones. Searches and changes go
    /// on meanwhile; one that runs at the same time is waited for.
    /// </summary>
    /// <returns>Whether anything was.</returns>
    /// <exception cref="IOException">The disk is full or fails; the index is as before.</exception>
    /// <exception cref="DamagedSegmentException">What was to be merged is not what was written.</exception>
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

    // One dimension at a time, smallest first, up to the size of a segment.
    private HashSet<VectorSegment>? SelectMergeSources()
    {
        foreach (var snapshots in Volatile.Read(ref _state).Segments.GroupBy(snapshot => snapshot.Segment.Dimension))
        {
            var bySize = snapshots.OrderBy(snapshot => snapshot.Segment.RowBytes).ToList();
            if (bySize.Find(snapshot => snapshot.DeletedCount > 0) is { } hurt)
            {
                return [hurt.Segment];
            }
            // Sizes by powers of four: each row is written a few times in its life, however small the steps in which it grows.
            var crowd = bySize
                .Where(snapshot => snapshot.Segment.RowBytes < _segmentBytes / MergeFactor)
                .GroupBy(snapshot => (int)Math.Log(Math.Max(1, snapshot.Segment.RowBytes), MergeFactor))
                .FirstOrDefault(alike => alike.Count() >= MergeFactor);
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
            merged = VectorSegment.Open(GetSegmentPath(number), _space);
        }
        lock (_writeLock)
        {
            var now = _state.Segments;
            if (!due.All(segment => Array.Exists(now, snapshot => snapshot.Segment == segment)))
            {
                merged?.Close(); // one was set aside meanwhile
                File.Delete(GetSegmentPath(number));
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
            File.Delete(segment.Path);
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
