using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Reelsight.Vectors;

/// <summary>An immutable file of vectors, mapped into memory. Safe for many readers; each holds it while it reads.</summary>
internal sealed unsafe class VectorSegment
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly SafeMemoryMappedViewHandle _handle;
    private readonly byte* _base;
    private readonly VectorFileHeader _header;
    private readonly int[] _verified;
    private int _verifiedBlocks;

    private VectorSegment(string path, MemoryMappedFile file, MemoryMappedViewAccessor view, VectorFileHeader header, byte* start)
    {
        (Path, _file, _view, _handle, _header) = (path, file, view, view.SafeMemoryMappedViewHandle, header);
        _base = start;
        _verified = new int[header.BlockCount];
    }

    public string Path { get; }
    public int Dimension => _header.Dimension;
    public int DocumentCount => _header.DocumentCount;
    public int RowCount => _header.RowCount;
    public int Stride => _header.Stride;

    /// <summary>Bytes of the rows.</summary>
    public long RowBytes => (long)RowCount * Stride;

    /// <summary>The contents, by their first row.</summary>
    public ReadOnlySpan<DocumentRun> Runs => new(_base + VectorFileHeader.HeaderBytes, DocumentCount);

    /// <summary>One for each row; 0 for a row that says nothing.</summary>
    public ReadOnlySpan<float> Scales => new(_base + VectorFileHeader.HeaderBytes + (long)DocumentCount * sizeof(DocumentRun), RowCount);

    /// <summary>The first row.</summary>
    public byte* RowsPointer => _base + _header.RowsOffset;

    /// <summary>Maps a file and checks its header and tables; reads no row.</summary>
    /// <exception cref="DamagedSegmentException">It is missing, cut off, of another space or not what was written.</exception>
    public static VectorSegment Open(string path, string space)
    {
        if (!File.Exists(path))
        {
            throw new DamagedSegmentException(path, "is missing");
        }
        var length = new FileInfo(path).Length;
        if (length < VectorFileHeader.HeaderBytes)
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
        var header = *(VectorFileHeader*)start;
        if (FindDefect(header, length, start, space) is { } what)
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
            view.Dispose();
            file.Dispose();
            throw new DamagedSegmentException(path, what);
        }
        return new VectorSegment(path, file, view, header, start);
    }

    /// <summary>The bytes of rows, with what they are padded by.</summary>
    public ReadOnlySpan<byte> GetRows(int from, int to) => new(RowsPointer + (long)from * Stride, (to - from) * Stride);

    /// <summary>The content that a row belongs to.</summary>
    public int FindDocument(int row)
    {
        var runs = Runs;
        var (low, high) = (0, runs.Length - 1);
        while (low < high)
        {
            // Contents without rows share their first row with the next one: the last of them is wanted.
            var middle = (low + high + 1) / 2;
            (low, high) = runs[middle].FirstRow <= row ? (middle, high) : (low, middle - 1);
        }
        return low;
    }

    /// <summary>Keeps it mapped until <see cref="Release"/>; false when it is retired already.</summary>
    public bool TryAcquire()
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
    public void Close()
    {
        _handle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    /// <summary>Makes sure that rows are what was written; each block is summed up only once.</summary>
    /// <exception cref="DamagedSegmentException">They are not.</exception>
    public void Verify(int from, int to)
    {
        if (Volatile.Read(ref _verifiedBlocks) == _verified.Length || from >= to)
        {
            return;
        }
        var last = (int)(((long)to * Stride - 1) / VectorFileHeader.BlockBytes);
        for (var block = (int)((long)from * Stride / VectorFileHeader.BlockBytes); block <= last; block++)
        {
            if (Volatile.Read(ref _verified[block]) == 0)
            {
                VerifyBlock(block);
            }
        }
    }

    private void VerifyBlock(int block)
    {
        var at = (long)block * VectorFileHeader.BlockBytes;
        var bytes = new ReadOnlySpan<byte>(RowsPointer + at, (int)Math.Min(VectorFileHeader.BlockBytes, RowBytes - at));
        var sums = (uint*)(_base + VectorFileHeader.HeaderBytes + _header.TableBytes) - _header.BlockCount;
        if (VectorFileHeader.ComputeCrc32C(bytes) != sums[block])
        {
            throw new DamagedSegmentException(
                Path,
                FormattableString.Invariant($"does not have the bytes that were written to it (block {block})")
            );
        }
        if (Interlocked.Exchange(ref _verified[block], 1) == 0)
        {
            Interlocked.Increment(ref _verifiedBlocks);
        }
    }

    private static string? FindDefect(VectorFileHeader header, long length, byte* start, string space)
    {
        if (header.Magic != VectorFileHeader.ExpectedMagic || header.FormatVersion != VectorFileHeader.CurrentVersion)
        {
            return "is not a segment of this version";
        }
        if (
            header.DocumentCount < 0
            || header.RowCount < 0
            || header.BlockCount < 0
            || header.Stride != VectorFileHeader.ComputeStride(header.Dimension)
            || header.BlockCount != ((long)header.RowCount * header.Stride + VectorFileHeader.BlockBytes - 1) / VectorFileHeader.BlockBytes
            || header.RowsOffset < VectorFileHeader.HeaderBytes + header.TableBytes
            || header.FileLength != header.RowsOffset + (long)header.RowCount * header.Stride
        )
        {
            return "has a header that contradicts itself";
        }
        if (length != header.FileLength)
        {
            return length < header.FileLength ? "is cut off" : "is longer than it was written";
        }
        var front = new ReadOnlySpan<byte>(start, VectorFileHeader.HeaderBytes).ToArray();
        MemoryMarshal.Write(front, header with { Checksum = 0 });
        var sum = VectorFileHeader.ComputeCrc32C(
            new ReadOnlySpan<byte>(start + VectorFileHeader.HeaderBytes, (int)header.TableBytes),
            VectorFileHeader.ComputeCrc32C(front)
        );
        return sum != header.Checksum ? "does not have the tables that were written to it"
            : header.SpaceChecksum != VectorFileHeader.ComputeCrc32C(Encoding.UTF8.GetBytes(space)) ? "holds vectors of another space"
            : null;
    }
}
