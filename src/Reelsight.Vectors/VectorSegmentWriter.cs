using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;

namespace Reelsight.Vectors;

/// <summary>Collects contents and writes them as one segment.</summary>
internal sealed class VectorSegmentWriter(string space, int dimension)
{
    private readonly int _stride = VectorFileHeader.ComputeStride(dimension);
    private readonly List<DocumentRun> _runs = [];
    private readonly List<float> _scales = [];
    private readonly List<byte[]> _blocks = [];
    private int _lastBlockBytes = VectorFileHeader.BlockBytes;

    public int DocumentCount => _runs.Count;

    public long RowBytes => (long)_scales.Count * _stride;

    /// <summary>Adds a content whose rows are signed bytes, one after the other.</summary>
    public void Add(DocumentKey key, long version, ReadOnlySpan<sbyte> values, ReadOnlySpan<float> scales)
    {
        _runs.Add(new DocumentRun(key, version, _scales.Count, scales.Length));
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
    public void Add(VectorSegment from, in DocumentRun run)
    {
        from.Verify(run.FirstRow, run.FirstRow + run.RowCount);
        _runs.Add(run with { FirstRow = _scales.Count });
        _scales.AddRange(from.Scales.Slice(run.FirstRow, run.RowCount));
        Append(from.GetRows(run.FirstRow, run.FirstRow + run.RowCount));
    }

    /// <summary>Writes the file; when it is there under its name, all of it is on disk.</summary>
    public void Write(string path)
    {
        var header = new VectorFileHeader
        {
            Magic = VectorFileHeader.ExpectedMagic,
            FormatVersion = VectorFileHeader.CurrentVersion,
            Dimension = dimension,
            Stride = _stride,
            DocumentCount = _runs.Count,
            RowCount = _scales.Count,
            BlockCount = _blocks.Count,
            SpaceChecksum = VectorFileHeader.ComputeCrc32C(Encoding.UTF8.GetBytes(space)),
        };
        header.RowsOffset =
            (VectorFileHeader.HeaderBytes + header.TableBytes + VectorFileHeader.PageBytes - 1)
            / VectorFileHeader.PageBytes
            * VectorFileHeader.PageBytes;
        header.FileLength = header.RowsOffset + RowBytes;
        var front = new byte[header.RowsOffset];
        var tables = front.AsSpan(VectorFileHeader.HeaderBytes, (int)header.TableBytes);
        MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_runs)).CopyTo(tables);
        var scales = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_scales));
        scales.CopyTo(tables[(header.DocumentCount * Marshal.SizeOf<DocumentRun>())..]);
        var sums = MemoryMarshal.Cast<byte, uint>(tables[^(header.BlockCount * sizeof(uint))..]);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = VectorFileHeader.ComputeCrc32C(GetBlock(i));
        }
        MemoryMarshal.Write(front, header);
        header.Checksum = VectorFileHeader.ComputeCrc32C(front.AsSpan(0, VectorFileHeader.HeaderBytes + tables.Length));
        MemoryMarshal.Write(front, header);
        AtomicFileWriter.Replace(path, file =>
        {
            file.Write(front);
            for (var i = 0; i < _blocks.Count; i++)
            {
                file.Write(GetBlock(i));
            }
        });
    }

    private ReadOnlySpan<byte> GetBlock(int number) =>
        _blocks[number].AsSpan(0, number == _blocks.Count - 1 ? _lastBlockBytes : VectorFileHeader.BlockBytes);

    private void Append(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_lastBlockBytes == VectorFileHeader.BlockBytes)
            {
                _blocks.Add(new byte[VectorFileHeader.BlockBytes]);
                _lastBlockBytes = 0;
            }
            var part = bytes[..Math.Min(bytes.Length, VectorFileHeader.BlockBytes - _lastBlockBytes)];
            part.CopyTo(_blocks[^1].AsSpan(_lastBlockBytes));
            _lastBlockBytes += part.Length;
            bytes = bytes[part.Length..];
        }
    }
}
