namespace Reelsight.Search.Vectors;

public sealed partial class VectorIndex
{
    private string PathOf(long number) => Path.Combine(_folder, FormattableString.Invariant($"{number:00000000}{SegmentEnding}"));

    private void Load()
    {
        Manifest? manifest = null;
        try
        {
            manifest = Manifest.Read(_folder);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            _report(
                $"The list of vector segments in {Path.GetFileName(_folder)} {e.Message}; the vectors are put together again from the database."
            );
        }
        var layers = new List<(long, Segment, ulong[]?)>();
        var isWhole = true;
        if (manifest is not null && manifest.Space == _space)
        {
            (_nextNumber, Watermark) = (manifest.NextNumber, manifest.Watermark);
            foreach (var (number, dead) in manifest.Segments)
            {
                try
                {
                    layers.Add((number, Segment.Open(PathOf(number), _space), dead));
                }
                catch (DamagedSegmentException e)
                {
                    isWhole = false;
                    _report(e.Message);
                    if (File.Exists(e.Path))
                    {
                        File.Move(e.Path, e.Path + DamagedEnding, overwrite: true);
                    }
                }
            }
        }
        Sweep([.. layers.Select(layer => PathOf(layer.Item1))], isWhole);
        _state = new IndexState(1, layers);
        Watermark = isWhole ? Watermark : 0;
        foreach (var layer in _state.Layers)
        {
            Place(layer);
        }
    }

    // What a crash left between writing segments and replacing the manifest, and between that and deleting what was merged.
    private void Sweep(HashSet<string> known, bool damagedToo)
    {
        string[] endings = damagedToo ? [SegmentEnding, DurableFile.Unfinished, DamagedEnding] : [SegmentEnding, DurableFile.Unfinished];
        foreach (
            var path in Directory.EnumerateFiles(_folder).Where(path => endings.Contains(Path.GetExtension(path)) && !known.Contains(path))
        )
        {
            File.Delete(path);
        }
    }

    private (long, Segment) Write(SegmentWriter writer)
    {
        var number = _nextNumber++;
        writer.Write(PathOf(number));
        return (number, Segment.Open(PathOf(number), _space));
    }

    private void Place(Layer layer)
    {
        var runs = layer.Segment.Runs;
        lock (_placing)
        {
            _places.EnsureCapacity(_places.Count + runs.Length);
            for (var content = 0; content < runs.Length; content++)
            {
                if (!layer.IsDead(content))
                {
                    _places[runs[content].Hash] = (layer.Segment, content, runs[content].Stamp);
                }
            }
        }
    }

    // Bitmaps of the contents that go, and segments that come, in one manifest.
    private void Change(IReadOnlyCollection<ContentHash> gone, List<(long Number, Segment Segment)> come, long watermark)
    {
        var state = _state;
        var bySegment = new Dictionary<Segment, List<int>>();
        lock (_placing)
        {
            foreach (var hash in gone)
            {
                if (_places.TryGetValue(hash, out var place))
                {
                    (bySegment.TryGetValue(place.Segment, out var list) ? list : bySegment[place.Segment] = []).Add(place.Content);
                }
            }
        }
        if (bySegment.Count == 0 && come.Count == 0 && watermark == Watermark)
        {
            return;
        }
        var layers = state
            .Layers.Select(layer => bySegment.TryGetValue(layer.Segment, out var contents) ? layer.Without(contents) : layer)
            .Select(layer => (layer.Number, layer.Segment, layer.Dead))
            .Concat(come.Select(one => (one.Number, one.Segment, (ulong[]?)null)))
            .ToList();
        OnDisk(() => Save(layers, watermark));
        Replace(layers, watermark, gone, [.. come.Select(one => one.Segment)]);
    }

    private void Save(IEnumerable<(long Number, Segment Segment, ulong[]? Dead)> layers, long watermark) =>
        new Manifest(_space, watermark, _nextNumber, [.. layers.Select(layer => new ManifestEntry(layer.Number, layer.Dead))]).Write(
            _folder
        );

    // Whoever asks for the numbers of contents sees all of a change or nothing of it.
    private void Replace(
        IEnumerable<(long Number, Segment Segment, ulong[]? Dead)> layers,
        long watermark,
        IEnumerable<ContentHash> gone,
        IReadOnlyCollection<Segment> come
    )
    {
        lock (_placing)
        {
            foreach (var hash in gone)
            {
                _places.Remove(hash);
            }
            var state = new IndexState(_state.Generation + 1, layers);
            foreach (var layer in state.Layers.Where(layer => come.Contains(layer.Segment)))
            {
                Place(layer);
            }
            Watermark = watermark;
            Volatile.Write(ref _state, state);
        }
    }
}
