using System.Globalization;

namespace Reelsight.Vectors;

/// <summary>
/// The vectors of one space that the contents of a tenant have, in a folder of immutable segments: exact, mapped into memory, open at once.
/// Derived data: what is damaged is set aside and asked for again. Safe for many callers; a folder belongs to one process.
/// </summary>
public sealed partial class VectorIndex : IDisposable
{
    private const string SegmentExtension = ".vectors",
        DamagedExtension = ".damaged";

    private readonly string _folder,
        _space;
    private readonly Action<string> _report;
    private readonly long _segmentBytes;
    private readonly Lock _writeLock = new(),
        _mergeLock = new(),
        _locationLock = new();
    private readonly Dictionary<DocumentKey, (VectorSegment Segment, int Content, long Stamp)> _locations = [];
    private VectorIndexState _state = new(0, []);
    private long _nextNumber = 1;

    private readonly Func<IOException, Exception?>? _explain;

    private VectorIndex(
        string folder,
        string space,
        BatchedScanQueue scanQueue,
        Action<string> report,
        long segmentBytes,
        Func<IOException, Exception?>? explain
    ) => (_folder, _space, ScanQueue, _report, _segmentBytes, _explain) = (folder, space, scanQueue, report, segmentBytes, explain);

    /// <summary>
    /// Bytes of rows in a segment at most, unless one content alone has more: what a deletion makes the next merge write anew.
    /// </summary>
    public const long DefaultSegmentBytes = 64 << 20;

    /// <summary>Descriptions with stamps up to this are in; 0 when some that were may be missing.</summary>
    public long Watermark { get; private set; }

    /// <summary>Contents in it, with or without vectors.</summary>
    public int DocumentCount
    {
        get
        {
            lock (_locationLock)
            {
                return _locations.Count;
            }
        }
    }

    /// <summary>Counts the changes since it was opened.</summary>
    public long Generation => Volatile.Read(ref _state).Generation;

    /// <summary>Segments it has now.</summary>
    public int SegmentCount => Volatile.Read(ref _state).Segments.Length;

    internal BatchedScanQueue ScanQueue { get; }

    /// <summary>
    /// Opens a folder, which is made when it is missing. Reads no vectors: those are checked when they are first compared.
    /// </summary>
    /// <param name="folder">Of this index alone.</param>
    /// <param name="space">The encoder and its version, and what was done to the vectors since. Another name starts it empty.</param>
    /// <param name="scanQueue">Shared by all indexes of a process.</param>
    /// <param name="report">Told in a sentence what is damaged and was set aside.</param>
    /// <param name="segmentBytes">Bytes of rows in a segment at most.</param>
    /// <param name="explain">What to throw instead of an error of the disk, or null for the error itself.</param>
    public static VectorIndex Open(
        string folder,
        string space,
        BatchedScanQueue scanQueue,
        Action<string> report,
        long segmentBytes = DefaultSegmentBytes,
        Func<IOException, Exception?>? explain = null
    )
    {
        Directory.CreateDirectory(folder);
        var index = new VectorIndex(folder, space, scanQueue, report, segmentBytes, explain);
        index.Load();
        return index;
    }

    /// <summary>The index as it is now. Dispose of it soon.</summary>
    public VectorView OpenView()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state.TryAcquire())
            {
                return new VectorView(this, state);
            }
        }
    }

    /// <summary>Which description of a content is in, or null.</summary>
    public long? GetVersion(string key)
    {
        lock (_locationLock)
        {
            return _locations.TryGetValue(DocumentKey.Parse(key), out var location) ? location.Stamp : null;
        }
    }

    /// <summary>Every content in it.</summary>
    public IReadOnlyList<string> GetKeys()
    {
        lock (_locationLock)
        {
            return [.. _locations.Keys.Select(FormatKey)];
        }
    }

    /// <summary>
    /// Puts contents in, in place of what is known of them, all at one stroke. When it returns they are on disk.
    /// </summary>
    /// <param name="documents">Each once.</param>
    /// <param name="watermark">What <see cref="Watermark"/> is from now on.</param>
    /// <exception cref="IOException">The disk is full or fails; the index is as before.</exception>
    public void Put(IEnumerable<DocumentVectors> documents, long watermark)
    {
        lock (_writeLock)
        {
            var writers = new Dictionary<int, VectorSegmentWriter>();
            var files = new List<(long, VectorSegment)>();
            var replaced = new List<DocumentKey>();
            WriteToDisk(() =>
            {
                foreach (var document in documents)
                {
                    var dimension = document.Vectors?.Dimension ?? 0;
                    if (!writers.TryGetValue(dimension, out var writer))
                    {
                        writers.Add(dimension, writer = new VectorSegmentWriter(_space, dimension));
                    }
                    var key = DocumentKey.Parse(document.Key);
                    replaced.Add(key);
                    writer.Add(key, document.Version, document.Vectors?.Values, document.Vectors?.Scales);
                    if (writer.RowBytes >= _segmentBytes)
                    {
                        files.Add(WriteSegment(writer));
                        writers.Remove(dimension);
                    }
                }
                files.AddRange(writers.Values.Select(WriteSegment));
            });
            ApplyChange(replaced, files, watermark);
        }
    }

    /// <summary>
    /// Takes contents out: they are never found again, and their bytes go when their segments are merged. Unknown ones are passed over.
    /// </summary>
    /// <exception cref="IOException">The disk is full or fails; the index is as before.</exception>
    public void Remove(IReadOnlyCollection<string> keys)
    {
        lock (_writeLock)
        {
            ApplyChange([.. keys.Select(DocumentKey.Parse)], [], Watermark);
        }
    }

    /// <summary>
    /// Does without a damaged segment from now on. Its contents are missing, and the <see cref="Watermark"/> is 0, until they are put in
    /// again. The file stays beside the others, for whoever wants to know why, until the index is opened again.
    /// </summary>
    public void Quarantine(DamagedSegmentException damage)
    {
        lock (_writeLock)
        {
            var state = _state;
            var broken = Array.FindIndex(state.Segments, snapshot => snapshot.Segment.Path == damage.Path);
            if (broken < 0)
            {
                return; // another search met it too
            }
            var segment = state.Segments[broken].Segment;
            var left = state
                .Segments.Where((_, i) => i != broken)
                .Select(snapshot => (snapshot.Number, snapshot.Segment, snapshot.Deleted))
                .ToList();
            WriteToDisk(() => WriteManifest(left, 0));
            File.Move(damage.Path, damage.Path + DamagedExtension, overwrite: true);
            List<DocumentKey> missing;
            lock (_locationLock)
            {
                missing = [.. _locations.Where(location => location.Value.Segment == segment).Select(location => location.Key)];
            }
            ReplaceState(left, 0, missing, []);
            segment.Close();
            _report(damage.Message);
        }
    }

    /// <summary>Lets go of the files. Views and searches that still read keep them mapped.</summary>
    public void Dispose()
    {
        lock (_writeLock)
        {
            var snapshots = _state.Segments;
            _state = new VectorIndexState(_state.Generation + 1, []);
            Array.ForEach(snapshots, snapshot => snapshot.Segment.Close());
        }
    }

    internal int[] GetOrdinals(VectorIndexState state, IReadOnlyList<string> keys)
    {
        var first = state.Segments.ToDictionary(snapshot => snapshot.Segment, snapshot => snapshot.FirstDocument);
        var ordinals = new int[keys.Count];
        lock (_locationLock)
        {
            for (var i = 0; i < ordinals.Length; i++)
            {
                // What was put in since the view began lies in a segment that it does not know.
                ordinals[i] =
                    _locations.TryGetValue(DocumentKey.Parse(keys[i]), out var location)
                    && first.TryGetValue(location.Segment, out var start)
                        ? start + location.Content
                        : -1;
            }
        }
        return ordinals;
    }

    private static string FormatKey(DocumentKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.High:x32}{key.Low:x32}");

    private void WriteToDisk(Action write)
    {
        try
        {
            write();
        }
        catch (IOException e) when (_explain?.Invoke(e) is { } explained)
        {
            throw explained;
        }
    }
}
