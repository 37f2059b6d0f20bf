using System.Runtime.InteropServices;
using System.Text;

namespace Reelsight.Vectors;

/// <summary>
/// An immutable file of vectors (<see cref="VectorFileFormat"/>). Its tables are read when it is opened, its rows block by block when they
/// are first asked for; each block is verified when it is read. Thread-safe; readers acquire it while they read.
/// </summary>
internal sealed unsafe class VectorSegment
{
    /// <summary>So many threads can read different blocks at once.</summary>
    private const int BlockLockCount = 8;

    private readonly SegmentFile _file;
    private readonly VectorFileHeader _header;
    private readonly bool[] _loaded;
    private readonly Lock[] _blockLocks = [.. Enumerable.Range(0, BlockLockCount).Select(_ => new Lock())];
    private int _loadedBlocks;

    private VectorSegment(SegmentFile file, VectorFileHeader header)
    {
        (_file, _header) = (file, header);
        _loaded = new bool[header.BlockCount];
    }

    public string Path => _file.Path;
    public int Dimension => _header.Dimension;
    public int DocumentCount => _header.DocumentCount;
    public int RowCount => _header.RowCount;
    public int Stride => _header.Stride;

    /// <summary>Bytes of all rows, padding included.</summary>
    public long RowBytes => (long)RowCount * Stride;

    /// <summary>The documents, by their first row.</summary>
    public ReadOnlySpan<DocumentRun> Runs => new(_file.Front + VectorFileFormat.HeaderBytes, DocumentCount);

    /// <summary>The scale of each row; 0 for a row of zeros.</summary>
    public ReadOnlySpan<float> Scales =>
        new(_file.Front + VectorFileFormat.HeaderBytes + (long)DocumentCount * sizeof(DocumentRun), RowCount);

    /// <summary>Opens a file and checks its header and tables; reads no row.</summary>
    /// <exception cref="DamagedSegmentException">It is missing, cut off, of another embedding space or not what was written.</exception>
    public static VectorSegment Open(string path, string space, VectorMemory memory)
    {
        var file = SegmentFile.Open(path, memory);
        try
        {
            file.ReadFront(VectorFileFormat.HeaderBytes);
            var header = *(VectorFileHeader*)file.Front;
            if (FindHeaderDefect(header, file.Length) is { } defect)
            {
                throw new DamagedSegmentException(path, defect);
            }
            file.ReadFront(VectorFileFormat.HeaderBytes + (int)header.TableBytes);
            return FindTableDefect(header, file.Front, space) is { } what
                ? throw new DamagedSegmentException(path, what)
                : new VectorSegment(file, header);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The verified bytes of a range of rows, padding included; valid until <see cref="Release"/> and until the buffer is used again.
    /// </summary>
    /// <param name="from">The first row.</param>
    /// <param name="to">One more than the last row.</param>
    /// <param name="buffer">Used, and replaced by a larger one, when there is no memory to keep the rows in.</param>
    /// <exception cref="DamagedSegmentException">They are not what was written.</exception>
    public ReadOnlySpan<byte> ReadRows(int from, int to, scoped ref byte[]? buffer)
    {
        if (from >= to)
        {
            return [];
        }
        var first = (int)((long)from * Stride / VectorFileFormat.BlockBytes);
        var last = (int)(((long)to * Stride - 1) / VectorFileFormat.BlockBytes);
        var length = (to - from) * Stride;
        var rows = _file.FindRowMemory(RowBytes);
        if (rows is not null)
        {
            if (Volatile.Read(ref _loadedBlocks) < _loaded.Length)
            {
                Load(rows, first, last);
            }
            return new ReadOnlySpan<byte>(rows + (long)from * Stride, length);
        }
        var start = (long)first * VectorFileFormat.BlockBytes;
        var needed = (int)(Math.Min(RowBytes, (long)(last + 1) * VectorFileFormat.BlockBytes) - start);
        if (buffer is null || buffer.Length < needed)
        {
            buffer = new byte[needed];
        }
        for (var block = first; block <= last; block++)
        {
            ReadBlock(block, buffer.AsSpan((block - first) * VectorFileFormat.BlockBytes));
        }
        return buffer.AsSpan((int)((long)from * Stride - start), length);
    }

    /// <summary>The document that a row belongs to.</summary>
    public int FindDocument(int row)
    {
        var runs = Runs;
        var (low, high) = (0, runs.Length - 1);
        while (low < high)
        {
            // Documents without rows share their first row with the next one: the last of them is wanted.
            var middle = (low + high + 1) / 2;
            (low, high) = runs[middle].FirstRow <= row ? (middle, high) : (low, middle - 1);
        }
        return low;
    }

    /// <summary>Keeps the file open until <see cref="Release"/>; false when it is closed already.</summary>
    public bool TryAcquire()
    {
        var held = false;
        try
        {
            _file.DangerousAddRef(ref held);
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
        return held;
    }

    /// <summary>Undoes one <see cref="TryAcquire"/>.</summary>
    public void Release() => _file.DangerousRelease();

    /// <summary>Closes the file and frees its memory as soon as no reader holds it any more.</summary>
    public void Close() => _file.Dispose();

    /// <summary>Looks whether the file still lies where it was opened, with all of its bytes.</summary>
    /// <exception cref="DamagedSegmentException">It does not.</exception>
    public void CheckFile()
    {
        var info = new FileInfo(Path);
        if (!info.Exists)
        {
            throw new DamagedSegmentException(Path, "is missing");
        }
        if (info.Length != _header.FileLength)
        {
            throw new DamagedSegmentException(Path, info.Length < _header.FileLength ? "is cut off" : "is longer than it was written");
        }
    }

    // Each block once: reading it again would put what the file has now in place of what was verified.
    private void Load(byte* rows, int first, int last)
    {
        for (var block = first; block <= last; block++)
        {
            if (Volatile.Read(ref _loaded[block]))
            {
                continue;
            }
            lock (_blockLocks[block % BlockLockCount])
            {
                if (!_loaded[block])
                {
                    var at = (long)block * VectorFileFormat.BlockBytes;
                    ReadBlock(block, new Span<byte>(rows + at, (int)Math.Min(VectorFileFormat.BlockBytes, RowBytes - at)));
                    Volatile.Write(ref _loaded[block], true);
                    Interlocked.Increment(ref _loadedBlocks);
                }
            }
        }
    }

    private void ReadBlock(int block, Span<byte> buffer)
    {
        var at = (long)block * VectorFileFormat.BlockBytes;
        var bytes = buffer[..(int)Math.Min(VectorFileFormat.BlockBytes, RowBytes - at)];
        _file.Read(_header.RowsOffset + at, bytes);
        var sums = (uint*)(_file.Front + VectorFileFormat.HeaderBytes + _header.TableBytes) - _header.BlockCount;
        if (VectorFileFormat.ComputeCrc32C(bytes) != sums[block])
        {
            throw new DamagedSegmentException(
                Path,
                FormattableString.Invariant($"does not have the bytes that were written to it (block {block})")
            );
        }
    }

    private static string? FindHeaderDefect(VectorFileHeader header, long length)
    {
        if (header.Magic != VectorFileFormat.Magic || header.FormatVersion != VectorFileFormat.Version)
        {
            return "is not a segment of this version";
        }
        if (
            header.Dimension < 0
            || header.DocumentCount < 0
            || header.RowCount < 0
            || header.BlockCount < 0
            || header.Stride != VectorFileFormat.ComputeStride(header.Dimension)
            || header.BlockCount != ((long)header.RowCount * header.Stride + VectorFileFormat.BlockBytes - 1) / VectorFileFormat.BlockBytes
            || header.TableBytes > int.MaxValue - VectorFileFormat.HeaderBytes
            || header.RowsOffset < VectorFileFormat.HeaderBytes + header.TableBytes
            || header.FileLength != header.RowsOffset + (long)header.RowCount * header.Stride
        )
        {
            return "has a header that contradicts itself";
        }
        return length == header.FileLength ? null
            : length < header.FileLength ? "is cut off"
            : "is longer than it was written";
    }

    private static string? FindTableDefect(VectorFileHeader header, byte* start, string space)
    {
        var front = new ReadOnlySpan<byte>(start, VectorFileFormat.HeaderBytes).ToArray();
        MemoryMarshal.Write(front, header with { Checksum = 0 });
        var sum = VectorFileFormat.ComputeCrc32C(
            new ReadOnlySpan<byte>(start + VectorFileFormat.HeaderBytes, (int)header.TableBytes),
            VectorFileFormat.ComputeCrc32C(front)
        );
        return sum != header.Checksum ? "does not have the tables that were written to it"
            : header.SpaceChecksum != VectorFileFormat.ComputeCrc32C(Encoding.UTF8.GetBytes(space)) ? "holds vectors of another space"
            : HasAllRows(header, new ReadOnlySpan<DocumentRun>(start + VectorFileFormat.HeaderBytes, header.DocumentCount)) ? null
            : "has documents whose rows it does not have";
    }

    // Rows are read by these numbers, from memory that nobody else guards.
    private static bool HasAllRows(VectorFileHeader header, ReadOnlySpan<DocumentRun> runs)
    {
        var next = 0L;
        foreach (var run in runs)
        {
            if (run.FirstRow != next || run.RowCount < 0)
            {
                return false;
            }
            next += run.RowCount;
        }
        return next == header.RowCount;
    }
}
