using System.Globalization;
using Reelsight.Storage;

namespace Reelsight.Search.Vectors;

/// <summary>
/// The vectors of one space that the contents of a tenant have, in a folder of immutable segments: exact, mapped into memory, open at once.
/// Derived data: what is damaged is set aside and asked for again. Safe for many callers; a folder belongs to one process.
/// </summary>
public sealed partial class VectorIndex : IDisposable
{
    private const string SegmentEnding = ".vectors",
        DamagedEnding = ".damaged";

    private readonly string _folder,
        _space;
    private readonly Action<string> _report;
    private readonly long _segmentBytes;
    private readonly Lock _writing = new(),
        _merging = new(),
        _placing = new();
    private readonly Dictionary<ContentHash, (Segment Segment, int Content, long Stamp)> _places = [];
    private IndexState _state = new(0, []);
    private long _nextNumber = 1;

    private VectorIndex(string folder, string space, PassQueue passes, Action<string> report, long segmentBytes) =>
        (_folder, _space, Passes, _report, _segmentBytes) = (folder, space, passes, report, segmentBytes);

    /// <summary>
    /// Bytes of rows in a segment at most, unless one content alone has more: what a deletion makes the next merge write anew.
    /// </summary>
    public const long SegmentBytes = 64 << 20;

    /// <summary>Descriptions with stamps up to this are in; 0 when some that were may be missing.</summary>
    public long Watermark { get; private set; }

    /// <summary>Contents in it, with or without vectors.</summary>
    public int ContentCount
    {
        get
        {
            lock (_placing)
            {
                return _places.Count;
            }
        }
    }

    /// <summary>Counts the changes since it was opened.</summary>
    public long Generation => Volatile.Read(ref _state).Generation;

    /// <summary>Segments it has now.</summary>
    public int SegmentCount => Volatile.Read(ref _state).Layers.Length;

    internal PassQueue Passes { get; }

    /// <summary>
    /// Opens a folder, which is made when it is missing. Reads no vectors: those are checked when they are first compared.
    /// </summary>
    /// <param name="folder">Of this index alone.</param>
    /// <param name="space">The encoder and its version, and what was done to the vectors since. Another name starts it empty.</param>
    /// <param name="passes">Shared by all indexes of a process.</param>
    /// <param name="report">Told in a sentence what is damaged and was set aside.</param>
    /// <param name="segmentBytes">Bytes of rows in a segment at most.</param>
    public static VectorIndex Open(string folder, string space, PassQueue passes, Action<string> report, long segmentBytes = SegmentBytes)
    {
        Directory.CreateDirectory(folder);
        var index = new VectorIndex(folder, space, passes, report, segmentBytes);
        index.Load();
        return index;
    }

    /// <summary>The index as it is now. Dispose of it soon.</summary>
    public VectorView View()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state.TryHold())
            {
                return new VectorView(this, state);
            }
        }
    }

    /// <summary>Which description of a content is in, or null.</summary>
    public long? StampOf(string contentHash)
    {
        lock (_placing)
        {
            return _places.TryGetValue(ContentHash.Parse(contentHash), out var place) ? place.Stamp : null;
        }
    }

    /// <summary>Every content in it.</summary>
    public IReadOnlyList<string> Contents()
    {
        lock (_placing)
        {
            return [.. _places.Keys.Select(TextOf)];
        }
    }

    /// <summary>
    /// Puts contents in, in place of what is known of them, all at one stroke. When it returns they are on disk.
    /// </summary>
    /// <param name="contents">Each once.</param>
    /// <param name="watermark">What <see cref="Watermark"/> is from now on.</param>
    /// <exception cref="DataFolderException">The disk is full or fails; the index is as before.</exception>
    public void Put(IEnumerable<ContentVectors> contents, long watermark)
    {
        lock (_writing)
        {
            var writers = new Dictionary<int, SegmentWriter>();
            var files = new List<(long, Segment)>();
            var replaced = new List<ContentHash>();
            OnDisk(() =>
            {
                foreach (var content in contents)
                {
                    var dimension = content.Vectors?.Dimension ?? 0;
                    if (!writers.TryGetValue(dimension, out var writer))
                    {
                        writers.Add(dimension, writer = new SegmentWriter(_space, dimension));
                    }
                    var hash = ContentHash.Parse(content.ContentHash);
                    replaced.Add(hash);
                    writer.Add(hash, content.Stamp, content.Vectors?.Values, content.Vectors?.Scales);
                    if (writer.Bytes >= _segmentBytes)
                    {
                        files.Add(Write(writer));
                        writers.Remove(dimension);
                    }
                }
                files.AddRange(writers.Values.Select(Write));
            });
            Change(replaced, files, watermark);
        }
    }

    /// <summary>
    /// Takes contents out: they are never found again, and their bytes go when their segments are merged. Unknown ones are passed over.
    /// </summary>
    /// <exception cref="DataFolderException">The disk is full or fails; the index is as before.</exception>
    public void Remove(IReadOnlyCollection<string> contentHashes)
    {
        lock (_writing)
        {
            Change([.. contentHashes.Select(ContentHash.Parse)], [], Watermark);
        }
    }

    /// <summary>
    /// Does without a damaged segment from now on. Its contents are missing, and the <see cref="Watermark"/> is 0, until they are put in
    /// again. The file stays beside the others, for whoever wants to know why, until the index is opened again.
    /// </summary>
    public void SetAside(DamagedSegmentException damage)
    {
        lock (_writing)
        {
            var state = _state;
            var broken = Array.FindIndex(state.Layers, layer => layer.Segment.Path == damage.Path);
            if (broken < 0)
            {
                return; // another search met it too
            }
            var segment = state.Layers[broken].Segment;
            var left = state.Layers.Where((_, i) => i != broken).Select(layer => (layer.Number, layer.Segment, layer.Dead)).ToList();
            OnDisk(() => Save(left, 0));
            File.Move(damage.Path, damage.Path + DamagedEnding, overwrite: true);
            List<ContentHash> missing;
            lock (_placing)
            {
                missing = [.. _places.Where(place => place.Value.Segment == segment).Select(place => place.Key)];
            }
            Replace(left, 0, missing, []);
            segment.Retire();
            _report(damage.Message);
        }
    }

    /// <summary>Lets go of the files. Views and searches that still read keep them mapped.</summary>
    public void Dispose()
    {
        lock (_writing)
        {
            var layers = _state.Layers;
            _state = new IndexState(_state.Generation + 1, []);
            Array.ForEach(layers, layer => layer.Segment.Retire());
        }
    }

    internal int[] NumbersOf(IndexState state, IReadOnlyList<string> contentHashes)
    {
        var first = state.Layers.ToDictionary(layer => layer.Segment, layer => layer.FirstContent);
        var numbers = new int[contentHashes.Count];
        lock (_placing)
        {
            for (var i = 0; i < numbers.Length; i++)
            {
                // What was put in since the view began lies in a segment that it does not know.
                numbers[i] =
                    _places.TryGetValue(ContentHash.Parse(contentHashes[i]), out var place)
                    && first.TryGetValue(place.Segment, out var start)
                        ? start + place.Content
                        : -1;
            }
        }
        return numbers;
    }

    private static string TextOf(ContentHash hash) => string.Create(CultureInfo.InvariantCulture, $"{hash.High:x32}{hash.Low:x32}");

    private static void OnDisk(Action write)
    {
        try
        {
            write();
        }
        catch (IOException e) when (DataFolderException.Explain(e) is { } sentence)
        {
            throw new DataFolderException(sentence, e);
        }
    }
}
