using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;
using Reelsight.Storage.Blobs;

namespace Reelsight.Search.Vectors;

/// <summary>Collects contents and writes them as one segment.</summary>
internal sealed class SegmentWriter(string space, int dimension)
{
    private readonly int _stride = SegmentHeader.StrideOf(dimension);
    private readonly List<ContentRun> _runs = [];
    private readonly List<float> _scales = [];
    private readonly List<byte[]> _blocks = [];
    private int _inLast = SegmentHeader.BlockBytes;

    public int Contents => _runs.Count;

    public long Bytes => (long)_scales.Count * _stride;

    /// <summary>Adds a content whose rows are signed bytes, one after the other.</summary>
    public void Add(ContentHash hash, long stamp, ReadOnlySpan<sbyte> values, ReadOnlySpan<float> scales)
    {
        _runs.Add(new ContentRun(hash, stamp, _scales.Count, scales.Length));
        Span<byte> row = stackalloc byte[_stride];
        row.Clear();
        for (var i = 0; i < scales.Length; i++)
        {
            // Adding 128 to a signed byte is flipping its highest bit.
            TensorPrimitives.Xor(MemoryMarshal.AsBytes(values.Slice(i * dimension, dimension)), (byte)0x80, row[..dimension]);
            _scales.Add(scales[i]);
            Append(row);
        }
    }

    /// <summary>Adds a content of another segment.</summary>
    public void Add(Segment from, in ContentRun run)
    {
        from.Check(run.First, run.First + run.Count);
        _runs.Add(run with { First = _scales.Count });
        _scales.AddRange(from.Scales.Slice(run.First, run.Count));
        Append(from.Bytes(run.First, run.First + run.Count));
    }

    /// <summary>Writes the file; when it is there under its name, all of it is on disk.</summary>
    public void Write(string path)
    {
        var header = new SegmentHeader
        {
            Magic = SegmentHeader.OfReelsight,
            Format = SegmentHeader.Version,
            Dimension = dimension,
            Stride = _stride,
            Contents = _runs.Count,
            Rows = _scales.Count,
            Blocks = _blocks.Count,
            Space = SegmentHeader.ChecksumOf(Encoding.UTF8.GetBytes(space)),
        };
        header.RowsAt = (SegmentHeader.Size + header.TablesLength + SegmentHeader.Page - 1) / SegmentHeader.Page * SegmentHeader.Page;
        header.Length = header.RowsAt + Bytes;
        var front = new byte[header.RowsAt];
        var tables = front.AsSpan(SegmentHeader.Size, (int)header.TablesLength);
        MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_runs)).CopyTo(tables);
        var scales = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_scales));
        scales.CopyTo(tables[(header.Contents * Marshal.SizeOf<ContentRun>())..]);
        var sums = MemoryMarshal.Cast<byte, uint>(tables[^(header.Blocks * sizeof(uint))..]);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = SegmentHeader.ChecksumOf(Block(i));
        }
        MemoryMarshal.Write(front, header);
        header.Checksum = SegmentHeader.ChecksumOf(front.AsSpan(0, SegmentHeader.Size + tables.Length));
        MemoryMarshal.Write(front, header);
        DurableFile.Replace(path, file =>
        {
            file.Write(front);
            for (var i = 0; i < _blocks.Count; i++)
            {
                file.Write(Block(i));
            }
        });
    }

    private ReadOnlySpan<byte> Block(int number) =>
        _blocks[number].AsSpan(0, number == _blocks.Count - 1 ? _inLast : SegmentHeader.BlockBytes);

    private void Append(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_inLast == SegmentHeader.BlockBytes)
            {
                _blocks.Add(new byte[SegmentHeader.BlockBytes]);
                _inLast = 0;
            }
            var part = bytes[..Math.Min(bytes.Length, SegmentHeader.BlockBytes - _inLast)];
            part.CopyTo(_blocks[^1].AsSpan(_inLast));
            _inLast += part.Length;
            bytes = bytes[part.Length..];
        }
    }
}

/// <summary>A file that is there whole or not at all.</summary>
internal static class DurableFile
{
    /// <summary>What an unfinished file is called; swept when its index is opened.</summary>
    public const string Unfinished = ".tmp";

    /// <summary>Writes beside, waits for the disk, renames, and waits for the folder.</summary>
    public static void Replace(string path, Action<FileStream> write)
    {
        var temporary = path + Unfinished;
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            write(file);
            file.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
        DurableFiles.FlushFolder(Path.GetDirectoryName(path)!);
    }
}
