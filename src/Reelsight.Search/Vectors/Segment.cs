using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Reelsight.Search.Vectors;

/// <summary>An immutable file of vectors, mapped into memory. Safe for many readers; each holds it while it reads.</summary>
internal sealed unsafe class Segment
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly SafeMemoryMappedViewHandle _handle;
    private readonly byte* _start;
    private readonly SegmentHeader _header;
    private readonly int[] _sound;
    private int _soundBlocks;

    private Segment(string path, MemoryMappedFile file, MemoryMappedViewAccessor view, SegmentHeader header, byte* start)
    {
        (Path, _file, _view, _handle, _header) = (path, file, view, view.SafeMemoryMappedViewHandle, header);
        _start = start;
        _sound = new int[header.Blocks];
    }

    public string Path { get; }
    public int Dimension => _header.Dimension;
    public int Contents => _header.Contents;
    public int Rows => _header.Rows;
    public int Stride => _header.Stride;

    /// <summary>Bytes of the rows.</summary>
    public long Size => (long)Rows * Stride;

    /// <summary>The contents, by their first row.</summary>
    public ReadOnlySpan<ContentRun> Runs => new(_start + SegmentHeader.Size, Contents);

    /// <summary>One for each row; 0 for a row that says nothing.</summary>
    public ReadOnlySpan<float> Scales => new(_start + SegmentHeader.Size + (long)Contents * sizeof(ContentRun), Rows);

    /// <summary>The first row.</summary>
    public byte* FirstRow => _start + _header.RowsAt;

    /// <summary>Maps a file and checks its header and tables; reads no row.</summary>
    /// <exception cref="DamagedSegmentException">It is missing, cut off, of another space or not what was written.</exception>
    public static Segment Open(string path, string space)
    {
        if (!File.Exists(path))
        {
            throw new DamagedSegmentException(path, "is missing");
        }
        var length = new FileInfo(path).Length;
        if (length < SegmentHeader.Size)
        {
            throw new DamagedSegmentException(path, "is cut off");
        }
        // Others may delete the file while it is mapped: after a merge nobody needs it.
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var file = MemoryMappedFile.CreateFromFile(
            stream,
            null,
            0,
            MemoryMappedFileAccess.Read,
            HandleInheritability.None,
            leaveOpen: false
        );
        var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        var header = *(SegmentHeader*)start;
        if (WrongWith(header, length, start, space) is { } what)
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
            view.Dispose();
            file.Dispose();
            throw new DamagedSegmentException(path, what);
        }
        return new Segment(path, file, view, header, start);
    }

    /// <summary>The bytes of rows, with what they are padded by.</summary>
    public ReadOnlySpan<byte> Bytes(int from, int to) => new(FirstRow + (long)from * Stride, (to - from) * Stride);

    /// <summary>The content that a row belongs to.</summary>
    public int ContentOf(int row)
    {
        var runs = Runs;
        var (low, high) = (0, runs.Length - 1);
        while (low < high)
        {
            // Contents without rows share their first row with the next one: the last of them is wanted.
            var middle = (low + high + 1) / 2;
            (low, high) = runs[middle].First <= row ? (middle, high) : (low, middle - 1);
        }
        return low;
    }

    /// <summary>Keeps it mapped until <see cref="Release"/>; false when it is retired already.</summary>
    public bool TryHold()
    {
        var held = false;
        try
        {
            _handle.DangerousAddRef(ref held);
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
        return held;
    }

    /// <summary>Ends a hold.</summary>
    public void Release() => _handle.DangerousRelease();

    /// <summary>Unmaps it once nobody holds it any more.</summary>
    public void Retire()
    {
        _handle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    /// <summary>Makes sure that rows are what was written; each block is summed up only once.</summary>
    /// <exception cref="DamagedSegmentException">They are not.</exception>
    public void Check(int from, int to)
    {
        if (Volatile.Read(ref _soundBlocks) == _sound.Length || from >= to)
        {
            return;
        }
        var last = (int)(((long)to * Stride - 1) / SegmentHeader.BlockBytes);
        for (var block = (int)((long)from * Stride / SegmentHeader.BlockBytes); block <= last; block++)
        {
            if (Volatile.Read(ref _sound[block]) == 0)
            {
                CheckBlock(block);
            }
        }
    }

    private void CheckBlock(int block)
    {
        var at = (long)block * SegmentHeader.BlockBytes;
        var bytes = new ReadOnlySpan<byte>(FirstRow + at, (int)Math.Min(SegmentHeader.BlockBytes, Size - at));
        var sums = (uint*)(_start + SegmentHeader.Size + _header.TablesLength) - _header.Blocks;
        if (SegmentHeader.ChecksumOf(bytes) != sums[block])
        {
            throw new DamagedSegmentException(
                Path,
                FormattableString.Invariant($"does not have the bytes that were written to it (block {block})")
            );
        }
        if (Interlocked.Exchange(ref _sound[block], 1) == 0)
        {
            Interlocked.Increment(ref _soundBlocks);
        }
    }

    private static string? WrongWith(SegmentHeader header, long length, byte* start, string space)
    {
        if (header.Magic != SegmentHeader.OfReelsight || header.Format != SegmentHeader.Version)
        {
            return "is not a segment of this version";
        }
        if (
            header.Contents < 0
            || header.Rows < 0
            || header.Blocks < 0
            || header.Stride != SegmentHeader.StrideOf(header.Dimension)
            || header.Blocks != ((long)header.Rows * header.Stride + SegmentHeader.BlockBytes - 1) / SegmentHeader.BlockBytes
            || header.RowsAt < SegmentHeader.Size + header.TablesLength
            || header.Length != header.RowsAt + (long)header.Rows * header.Stride
        )
        {
            return "has a header that contradicts itself";
        }
        if (length != header.Length)
        {
            return length < header.Length ? "is cut off" : "is longer than it was written";
        }
        var front = new ReadOnlySpan<byte>(start, SegmentHeader.Size).ToArray();
        MemoryMarshal.Write(front, header with { Checksum = 0 });
        var sum = SegmentHeader.ChecksumOf(
            new ReadOnlySpan<byte>(start + SegmentHeader.Size, (int)header.TablesLength),
            SegmentHeader.ChecksumOf(front)
        );
        return sum != header.Checksum ? "does not have the tables that were written to it"
            : header.Space != SegmentHeader.ChecksumOf(Encoding.UTF8.GetBytes(space)) ? "holds vectors of another space"
            : null;
    }
}
