using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Reelsight.Vectors;

/// <summary>
/// An immutable file of vectors (<see cref="VectorFileFormat"/>), mapped into memory. Thread-safe; readers acquire it while they read.
/// </summary>
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

    /// <summary>Bytes of all rows, padding included.</summary>
    public long RowBytes => (long)RowCount * Stride;

    /// <summary>The documents, by their first row.</summary>
    public ReadOnlySpan<DocumentRun> Runs => new(_base + VectorFileFormat.HeaderBytes, DocumentCount);

    /// <summary>The scale of each row; 0 for a row of zeros.</summary>
    public ReadOnlySpan<float> Scales => new(_base + VectorFileFormat.HeaderBytes + (long)DocumentCount * sizeof(DocumentRun), RowCount);

    /// <summary>The first byte of the first row.</summary>
    public byte* RowsPointer => _base + _header.RowsOffset;

    /// <summary>Maps a file and checks its header and tables; reads no row.</summary>
    /// <exception cref="DamagedSegmentException">It is missing, cut off, of another embedding space or not what was written.</exception>
    public static VectorSegment Open(string path, string space)
    {
        if (!File.Exists(path))
        {
            throw new DamagedSegmentException(path, "is missing");
        }
        var length = new FileInfo(path).Length;
        if (length < VectorFileFormat.HeaderBytes)
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

    /// <summary>The bytes of a range of rows, padding included.</summary>
    public ReadOnlySpan<byte> GetRows(int from, int to) => new(RowsPointer + (long)from * Stride, (to - from) * Stride);

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

    /// <summary>Keeps the file mapped until <see cref="Release"/>; false when it is closed already.</summary>
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

    /// <summary>Undoes one <see cref="TryAcquire"/>.</summary>
    public void Release() => _handle.DangerousRelease();

    /// <summary>Unmaps the file as soon as no reader holds it any more.</summary>
    public void Close()
    {
        _handle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    /// <summary>Verifies the checksums of the blocks that a range of rows lies in; each block is verified only once.</summary>
    /// <exception cref="DamagedSegmentException">A checksum is wrong.</exception>
    public void Verify(int from, int to)
    {
        if (Volatile.Read(ref _verifiedBlocks) == _verified.Length || from >= to)
        {
            return;
        }
        var last = (int)(((long)to * Stride - 1) / VectorFileFormat.BlockBytes);
        for (var block = (int)((long)from * Stride / VectorFileFormat.BlockBytes); block <= last; block++)
        {
            if (Volatile.Read(ref _verified[block]) == 0)
            {
                VerifyBlock(block);
            }
        }
    }

    private void VerifyBlock(int block)
    {
        var at = (long)block * VectorFileFormat.BlockBytes;
        var bytes = new ReadOnlySpan<byte>(RowsPointer + at, (int)Math.Min(VectorFileFormat.BlockBytes, RowBytes - at));
        var sums = (uint*)(_base + VectorFileFormat.HeaderBytes + _header.TableBytes) - _header.BlockCount;
        if (VectorFileFormat.ComputeCrc32C(bytes) != sums[block])
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
        if (header.Magic != VectorFileFormat.Magic || header.FormatVersion != VectorFileFormat.Version)
        {
            return "is not a segment of this version";
        }
        if (
            header.DocumentCount < 0
            || header.RowCount < 0
            || header.BlockCount < 0
            || header.Stride != VectorFileFormat.ComputeStride(header.Dimension)
            || header.BlockCount != ((long)header.RowCount * header.Stride + VectorFileFormat.BlockBytes - 1) / VectorFileFormat.BlockBytes
            || header.RowsOffset < VectorFileFormat.HeaderBytes + header.TableBytes
            || header.FileLength != header.RowsOffset + (long)header.RowCount * header.Stride
        )
        {
            return "has a header that contradicts itself";
        }
        if (length != header.FileLength)
        {
            return length < header.FileLength ? "is cut off" : "is longer than it was written";
        }
        var front = new ReadOnlySpan<byte>(start, VectorFileFormat.HeaderBytes).ToArray();
        MemoryMarshal.Write(front, header with { Checksum = 0 });
        var sum = VectorFileFormat.ComputeCrc32C(
            new ReadOnlySpan<byte>(start + VectorFileFormat.HeaderBytes, (int)header.TableBytes),
            VectorFileFormat.ComputeCrc32C(front)
        );
        return sum != header.Checksum ? "does not have the tables that were written to it"
            : header.SpaceChecksum != VectorFileFormat.ComputeCrc32C(Encoding.UTF8.GetBytes(space)) ? "holds vectors of another space"
            : null;
    }
}
