namespace Reelsight.Vectors;

public sealed partial class VectorIndex
{
    private string GetSegmentPath(long number) =>
        Path.Combine(_folder, FormattableString.Invariant($"{number:00000000}{SegmentExtension}"));

    private void Load()
    {
        Manifest? manifest = null;
        try
        {
            manifest = Manifest.Read(_folder);
        }
        catch (InvalidDataException e)
        {
            _report($"The list of vector segments in {Path.GetFileName(_folder)} {e.Message}.");
        }
        var snapshots = new List<(long, VectorSegment, ulong[]?)>();
        var isWhole = true;
        if (manifest is not null && manifest.Space == _space)
        {
            (_nextNumber, Watermark) = (manifest.NextSegmentNumber, manifest.Watermark);
            foreach (var (number, deleted) in manifest.Segments)
            {
                try
                {
                    snapshots.Add((number, OpenListed(number, deleted), deleted));
                }
                catch (DamagedSegmentException e)
                {
                    isWhole = false;
                    _report(e.Message);
                    SetAside(e.Path);
                }
            }
        }
        DeleteOrphans([.. snapshots.Select(snapshot => GetSegmentPath(snapshot.Item1))], isWhole);
        _state = new VectorIndexState(1, snapshots);
        Watermark = isWhole ? Watermark : 0;
        foreach (var snapshot in _state.Segments)
        {
            AddLocations(snapshot);
        }
    }

    private VectorSegment OpenListed(long number, ulong[]? deleted)
    {
        var segment = VectorSegment.Open(GetSegmentPath(number), _space, _memory);
        if (deleted is null || deleted.Length == (segment.DocumentCount + 63) / 64)
        {
            return segment;
        }
        segment.Close();
        throw new DamagedSegmentException(segment.Path, "has another number of documents than is listed");
    }

    // A crash leaves segments that no manifest lists: written but not yet listed, or merged but not yet deleted.
    private void DeleteOrphans(HashSet<string> known, bool damagedToo)
    {
        string[] endings = damagedToo
            ? [SegmentExtension, AtomicFileWriter.TemporaryExtension, DamagedExtension]
            : [SegmentExtension, AtomicFileWriter.TemporaryExtension];
        foreach (
            var path in Directory.EnumerateFiles(_folder).Where(path => endings.Contains(Path.GetExtension(path)) && !known.Contains(path))
        )
        {
            File.Delete(path);
        }
    }

    private static void SetAside(string path)
    {
        try
        {
            File.Move(path, path + DamagedExtension, overwrite: true);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        { /* there is nothing to examine */
        }
    }

    private bool IsManifestSound()
    {
        try
        {
            return Manifest.Read(_folder) is { } manifest
                && manifest.Segments.Select(entry => entry.Number).Order().SequenceEqual(_state.Segments.Select(one => one.Number).Order());
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static void DeleteFile(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        { /* somebody has deleted the folder */
        }
    }

    private (long, VectorSegment) WriteSegment(VectorSegmentWriter writer)
    {
        var number = _nextNumber++;
        writer.Write(GetSegmentPath(number));
        return (number, VectorSegment.Open(GetSegmentPath(number), _space, _memory));
    }

    private void AddLocations(SegmentSnapshot snapshot)
    {
        var runs = snapshot.Segment.Runs;
        lock (_locationLock)
        {
            _locations.EnsureCapacity(_locations.Count + runs.Length);
            for (var document = 0; document < runs.Length; document++)
            {
                if (!snapshot.IsDeleted(document))
                {
                    _locations[runs[document].Key] = (snapshot.Segment, document, runs[document].Version);
                }
            }
        }
    }

    // One manifest both deletes the documents and adds the segments.
    private void ApplyChange(IReadOnlyCollection<DocumentKey> removed, List<(long Number, VectorSegment Segment)> added, long watermark)
    {
        var state = _state;
        var bySegment = new Dictionary<VectorSegment, List<int>>();
        lock (_locationLock)
        {
            foreach (var key in removed)
            {
                if (_locations.TryGetValue(key, out var location))
                {
                    (bySegment.TryGetValue(location.Segment, out var list) ? list : bySegment[location.Segment] = []).Add(
                        location.Document
                    );
                }
            }
        }
        if (bySegment.Count == 0 && added.Count == 0 && watermark == Watermark)
        {
            return;
        }
        var snapshots = state
            .Segments.Select(snapshot =>
                bySegment.TryGetValue(snapshot.Segment, out var documents) ? snapshot.WithDeleted(documents) : snapshot
            )
            .Select(snapshot => (snapshot.Number, snapshot.Segment, snapshot.Deleted))
            .Concat(added.Select(one => (one.Number, one.Segment, (ulong[]?)null)))
            .ToList();
        WriteToDisk(() => WriteManifest(snapshots, watermark));
        ReplaceState(snapshots, watermark, removed, [.. added.Select(one => one.Segment)]);
    }

    private void WriteManifest(IEnumerable<(long Number, VectorSegment Segment, ulong[]? Deleted)> snapshots, long watermark) =>
        new Manifest(
            _space,
            watermark,
            _nextNumber,
            [.. snapshots.Select(snapshot => new ManifestEntry(snapshot.Number, snapshot.Deleted))]
        ).Write(_folder);

    // Under the lock, so that ordinals are looked up before or after a change, never in between.
    private void ReplaceState(
        IEnumerable<(long Number, VectorSegment Segment, ulong[]? Deleted)> snapshots,
        long watermark,
        IEnumerable<DocumentKey> removed,
        IReadOnlyCollection<VectorSegment> added
    )
    {
        lock (_locationLock)
        {
            foreach (var key in removed)
            {
                _locations.Remove(key);
            }
            var state = new VectorIndexState(_state.Generation + 1, snapshots);
            foreach (var snapshot in state.Segments.Where(snapshot => added.Contains(snapshot.Segment)))
            {
                AddLocations(snapshot);
            }
            Watermark = watermark;
            Volatile.Write(ref _state, state);
        }
    }
}
