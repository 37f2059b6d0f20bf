using System.Globalization;

namespace Reelsight.Vectors;

/// <summary>
/// An embedded vector index on disk: finds the stored vectors nearest to a query by cosine similarity, exactly.
/// <para>
/// The index holds documents. A document has a 256-bit key, a version number and any number of vectors (rows), stored as signed bytes with
/// one scale per row. Vectors lie in immutable segment files (<see cref="VectorFileFormat"/>) that are read block by block when they are
/// first compared, so an index opens at once, however large it is. A manifest lists the segments; every change replaces it atomically, so
/// after a crash the index is as it was before or after the change.
/// </para>
/// <para>
/// A search reads from a <see cref="VectorView"/>, which stays the same while documents are put in, removed and merged. It compares the
/// query with every row of the documents it is restricted to, with SIMD instructions; there is no approximation and nothing to train.
/// Searches that wait at the same time share one pass over the vectors (<see cref="BatchedScanQueue"/>).
/// </para>
/// <para>
/// The index is meant for derived data. All bytes have checksums, which are verified before a row is first used. A damaged segment is
/// quarantined and its documents are missing until they are put in again: <see cref="Watermark"/> tells how far the index is behind its
/// source. All members are thread-safe. A folder must be opened by one process at a time.
/// </para>
/// <example>
/// <code>
/// using var index = VectorIndex.Open("vectors/articles", "sentence-encoder/2", new BatchedScanQueue(), Console.Error.WriteLine);
/// var vectors = QuantizedVectors.FromFloats(embeddings, dimension: 384); // embeddings: rows x 384 floats, L2-normalised
/// index.Put([new DocumentVectors(key, Version: 1, vectors)], watermark: 1);
///
/// using var view = index.OpenView();
/// var query = new VectorQuery(new QuantizedVector(embedding), Limit: 10);
/// var hits = (await view.SearchAsync([query], filter: null, cancellationToken))[0]; // best first
/// </code>
/// </example>
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
    private readonly Dictionary<DocumentKey, (VectorSegment Segment, int Document, long Version)> _locations = [];
    private VectorIndexState _state = new(0, []);
    private long _nextNumber = 1;

    private readonly Func<IOException, Exception?>? _explain;
    private readonly VectorMemory _memory;

    private VectorIndex(
        string folder,
        string space,
        BatchedScanQueue scanQueue,
        Action<string> report,
        long segmentBytes,
        Func<IOException, Exception?>? explain,
        VectorMemory memory
    ) =>
        (_folder, _space, ScanQueue, _report, _segmentBytes, _explain, _memory) = (
            folder,
            space,
            scanQueue,
            report,
            segmentBytes,
            explain,
            memory
        );

    /// <summary>
    /// Maximum size of a segment in bytes of rows, unless one document alone is larger. A deletion makes the next merge rewrite one
    /// segment.
    /// </summary>
    public const long DefaultSegmentBytes = 64 << 20;

    /// <summary>
    /// How far the index is filled, in terms of its source: the number that was passed to the last <see cref="Put"/>. 0 when documents may
    /// be missing because a segment was damaged.
    /// </summary>
    public long Watermark { get; private set; }

    /// <summary>Number of documents, with or without vectors.</summary>
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

    /// <summary>Number of changes since the index was opened.</summary>
    public long Generation => Volatile.Read(ref _state).Generation;

    /// <summary>Number of segments.</summary>
    public int SegmentCount => Volatile.Read(ref _state).Segments.Length;

    internal BatchedScanQueue ScanQueue { get; }

    /// <summary>
    /// Opens an index, or creates an empty one. Reads no vectors: those are verified when they are first compared.
    /// </summary>
    /// <param name="folder">The folder of this index alone; created when it is missing.</param>
    /// <param name="space">
    /// A name for the embedding space of the vectors, such as the encoder and its version. An index of another space is emptied.
    /// </param>
    /// <param name="scanQueue">Shared by all indexes of a process.</param>
    /// <param name="report">Receives a sentence about every damaged file that was quarantined.</param>
    /// <param name="segmentBytes">Maximum size of a segment in bytes of rows.</param>
    /// <param name="explain">
    /// Translates an error of the disk to the exception to throw; null, or a null result, lets the error through.
    /// </param>
    /// <param name="memory">Where rows are kept once they are read; null for <see cref="VectorMemory.Default"/>.</param>
    public static VectorIndex Open(
        string folder,
        string space,
        BatchedScanQueue scanQueue,
        Action<string> report,
        long segmentBytes = DefaultSegmentBytes,
        Func<IOException, Exception?>? explain = null,
        VectorMemory? memory = null
    )
    {
        Directory.CreateDirectory(folder);
        var index = new VectorIndex(folder, space, scanQueue, report, segmentBytes, explain, memory ?? VectorMemory.Default);
        index.Load();
        return index;
    }

    /// <summary>Opens a consistent view of the index as it is now. Dispose of it soon: it keeps files from being deleted.</summary>
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

    /// <summary>The version of a document in the index, or null when it is not there.</summary>
    /// <param name="key">64 hexadecimal digits.</param>
    /// <exception cref="FormatException">The key is something else.</exception>
    public long? GetVersion(string key)
    {
        lock (_locationLock)
        {
            return _locations.TryGetValue(DocumentKey.Parse(key), out var location) ? location.Version : null;
        }
    }

    /// <summary>The keys of all documents, as 64 lower-case hexadecimal digits, in no particular order.</summary>
    public IReadOnlyList<string> GetKeys()
    {
        lock (_locationLock)
        {
            return [.. _locations.Keys.Select(FormatKey)];
        }
    }

    /// <summary>
    /// Adds documents, or replaces those with the same keys, in one atomic change. When the method returns, they are on disk.
    /// </summary>
    /// <param name="documents">The documents; each key once.</param>
    /// <param name="watermark">The new value of <see cref="Watermark"/>.</param>
    /// <exception cref="IOException">The disk is full or fails; the index is unchanged.</exception>
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
    /// Removes documents in one atomic change. Views that are opened from now on do not find them; their bytes leave the disk with the next
    /// <see cref="Merge"/>. Unknown keys are ignored.
    /// </summary>
    /// <exception cref="IOException">The disk is full or fails; the index is unchanged.</exception>
    public void Remove(IReadOnlyCollection<string> keys)
    {
        lock (_writeLock)
        {
            ApplyChange([.. keys.Select(DocumentKey.Parse)], [], Watermark);
        }
    }

    /// <summary>
    /// Takes a damaged segment out of the index. Its documents are missing, and the <see cref="Watermark"/> is 0, until they are put in
    /// again. The file is renamed to <c>*.damaged</c> and can be examined until the index is opened again.
    /// </summary>
    public void Quarantine(DamagedSegmentException damage)
    {
        lock (_writeLock)
        {
            var state = _state;
            var broken = Array.FindIndex(state.Segments, snapshot => snapshot.Segment.Path == damage.Path);
            if (broken < 0)
            {
                return; // another search found it as well
            }
            var segment = state.Segments[broken].Segment;
            var left = state
                .Segments.Where((_, i) => i != broken)
                .Select(snapshot => (snapshot.Number, snapshot.Segment, snapshot.Deleted))
                .ToList();
            WriteToDisk(() => WriteManifest(left, 0));
            SetAside(damage.Path);
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

    /// <summary>
    /// Looks whether the files are still there in full length, and quarantines those that are not; writes the list of segments again when
    /// it is gone or is not what was written. Others may delete or change derived files at any time.
    /// </summary>
    /// <exception cref="IOException">The disk is full or fails.</exception>
    public void CheckFiles()
    {
        foreach (var snapshot in Volatile.Read(ref _state).Segments)
        {
            try
            {
                snapshot.Segment.CheckFile();
            }
            catch (DamagedSegmentException e)
            {
                Quarantine(e);
            }
        }
        lock (_writeLock)
        {
            if (Volatile.Read(ref _state).Segments.Length > 0 && !IsManifestSound())
            {
                WriteToDisk(() =>
                    WriteManifest(_state.Segments.Select(snapshot => (snapshot.Number, snapshot.Segment, snapshot.Deleted)), Watermark)
                );
            }
        }
    }

    /// <summary>Closes the files. Views and searches that still read keep them open until they end.</summary>
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
                // Documents that were put in after the view was opened lie in segments that it does not have.
                ordinals[i] =
                    _locations.TryGetValue(DocumentKey.Parse(keys[i]), out var location)
                    && first.TryGetValue(location.Segment, out var start)
                        ? start + location.Document
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
