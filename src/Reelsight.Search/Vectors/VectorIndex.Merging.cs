using Reelsight.Storage;

namespace Reelsight.Search.Vectors;

public sealed partial class VectorIndex
{
    /// <summary>Segments of about the same size from which they are merged.</summary>
    private const int TooMany = 4;

    /// <summary>
    /// Merges what should be: segments with contents that are gone, whose bytes go with it, and several small ones. Searches and changes go
    /// on meanwhile; one that runs at the same time is waited for.
    /// </summary>
    /// <returns>Whether anything was.</returns>
    /// <exception cref="DataFolderException">The disk is full or fails; the index is as before.</exception>
    /// <exception cref="DamagedSegmentException">What was to be merged is not what was written.</exception>
    public bool Merge(CancellationToken ct = default)
    {
        var any = false;
        lock (_merging)
        {
            while (Due() is { } due)
            {
                ct.ThrowIfCancellationRequested();
                MergeOnce(due);
                any = true;
            }
        }
        return any;
    }

    // One dimension at a time, smallest first, up to the size of a segment.
    private HashSet<Segment>? Due()
    {
        foreach (var layers in Volatile.Read(ref _state).Layers.GroupBy(layer => layer.Segment.Dimension))
        {
            var bySize = layers.OrderBy(layer => layer.Segment.Size).ToList();
            if (bySize.Find(layer => layer.DeadCount > 0) is { } hurt)
            {
                return [hurt.Segment];
            }
            // Sizes by powers of four: each row is written a few times in its life, however small the steps in which it grows.
            var crowd = bySize
                .Where(layer => layer.Segment.Size < _segmentBytes / TooMany)
                .GroupBy(layer => (int)Math.Log(Math.Max(1, layer.Segment.Size), TooMany))
                .FirstOrDefault(alike => alike.Count() >= TooMany);
            if (crowd is not null)
            {
                var (due, bytes) = (new HashSet<Segment>(), 0L);
                foreach (var layer in crowd.TakeWhile(layer => due.Count < 2 || bytes + layer.Segment.Size <= _segmentBytes))
                {
                    due.Add(layer.Segment);
                    bytes += layer.Segment.Size;
                }
                return due;
            }
        }
        return null;
    }

    private void MergeOnce(HashSet<Segment> due)
    {
        using var view = View();
        var sources = view.State.Layers.Where(layer => due.Contains(layer.Segment)).ToList();
        var writer = new SegmentWriter(_space, sources[0].Segment.Dimension);
        foreach (var source in sources)
        {
            var runs = source.Segment.Runs;
            for (var content = 0; content < runs.Length; content++)
            {
                if (!source.IsDead(content))
                {
                    writer.Add(source.Segment, runs[content]);
                }
            }
        }
        long number;
        lock (_writing)
        {
            number = _nextNumber++;
        }
        Segment? merged = null;
        if (writer.Contents > 0)
        {
            OnDisk(() => writer.Write(PathOf(number)));
            merged = Segment.Open(PathOf(number), _space);
        }
        lock (_writing)
        {
            var now = _state.Layers;
            if (!due.All(segment => Array.Exists(now, layer => layer.Segment == segment)))
            {
                merged?.Retire(); // one was set aside meanwhile
                File.Delete(PathOf(number));
                return;
            }
            var layers = now.Where(layer => !due.Contains(layer.Segment))
                .Select(layer => (layer.Number, layer.Segment, layer.Dead))
                .ToList();
            if (merged is not null)
            {
                layers.Add((number, merged, GoneMeanwhile(merged, due)));
            }
            OnDisk(() => Save(layers, Watermark));
            Replace(layers, Watermark, [], merged is null ? [] : [merged]);
        }
        foreach (var segment in due)
        {
            segment.Retire();
            File.Delete(segment.Path);
        }
    }

    private ulong[]? GoneMeanwhile(Segment merged, HashSet<Segment> due)
    {
        ulong[]? gone = null;
        var runs = merged.Runs;
        lock (_placing)
        {
            for (var content = 0; content < runs.Length; content++)
            {
                if (!_places.TryGetValue(runs[content].Hash, out var place) || !due.Contains(place.Segment))
                {
                    gone ??= new ulong[(runs.Length + 63) / 64];
                    gone[content >> 6] |= 1UL << content;
                }
            }
        }
        return gone;
    }
}
