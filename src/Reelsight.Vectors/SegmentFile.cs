using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Reelsight.Vectors;

/// <summary>
/// An open segment file and the unmanaged memory that its contents are read into. The file is read, never mapped: one that is cut off while
/// it is mapped ends the process, one that is read fails with an exception.
/// </summary>
internal sealed unsafe class SegmentFile : SafeHandle
{
    private const nuint MemoryAlignment = VectorFileFormat.PageBytes;

    private readonly SafeFileHandle _file;
    private readonly VectorMemory _memory;
    private readonly Lock _allocationLock = new();
    private nint _front;
    private nint _rows;
    private long _reservedBytes;

    private SegmentFile(string path, SafeFileHandle file, VectorMemory memory)
        : base(0, ownsHandle: true)
    {
        (Path, _file, _memory, Length) = (path, file, memory, RandomAccess.GetLength(file));
        SetHandle(1); // stands for the file and the memory; 0 is invalid
    }

    public string Path { get; }

    /// <summary>Length of the file when it was opened.</summary>
    public long Length { get; }

    /// <summary>The bytes of <see cref="ReadFront"/>.</summary>
    public byte* Front => (byte*)_front;

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Opens a file.</summary>
    /// <exception cref="DamagedSegmentException">It is missing or cannot be opened.</exception>
    public static SegmentFile Open(string path, VectorMemory memory)
    {
        try
        {
            // Others may delete the file while it is open: after a merge nobody needs it.
            return new SegmentFile(
                path,
                File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete),
                memory
            );
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DamagedSegmentException(path, "is missing");
        }
        catch (UnauthorizedAccessException)
        {
            throw new DamagedSegmentException(path, "may not be read by this user");
        }
    }

    /// <summary>Reads the first bytes of the file into memory that lives as long as this object.</summary>
    /// <exception cref="DamagedSegmentException">They are not there or cannot be read.</exception>
    public void ReadFront(int bytes)
    {
        NativeMemory.AlignedFree((void*)_front);
        _front = (nint)NativeMemory.AlignedAlloc((nuint)bytes, MemoryAlignment);
        Read(0, new Span<byte>(Front, bytes));
    }

    /// <summary>Memory for all rows, not yet read; the same at every call. Null when the process has no room for it.</summary>
    public byte* FindRowMemory(long bytes)
    {
        if (Volatile.Read(ref _rows) is var rows and not 0)
        {
            return (byte*)rows;
        }
        lock (_allocationLock)
        {
            if (_rows == 0 && _memory.TryReserve(bytes))
            {
                _reservedBytes = bytes;
                // Pages that are never read in cost nothing.
                Volatile.Write(ref _rows, (nint)NativeMemory.AlignedAlloc((nuint)bytes, MemoryAlignment));
            }
            return (byte*)_rows;
        }
    }

    /// <summary>Fills a buffer from a place in the file.</summary>
    /// <exception cref="DamagedSegmentException">The file ends before, or cannot be read.</exception>
    public void Read(long offset, Span<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            int read;
            try
            {
                read = RandomAccess.Read(_file, buffer, offset);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new DamagedSegmentException(Path, $"cannot be read ({e.Message.TrimEnd('.')})");
            }
            if (read == 0)
            {
                throw new DamagedSegmentException(Path, "is cut off");
            }
            buffer = buffer[read..];
            offset += read;
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)_front);
        NativeMemory.AlignedFree((void*)_rows);
        _memory.Release(_reservedBytes);
        _file.Dispose();
        return true;
    }
}
