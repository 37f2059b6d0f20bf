using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;

namespace Reelsight.Vectors;

/// <summary>Collects documents and writes them as one segment.</summary>
/// <param name="space">The name of the embedding space.</param>
/// <param name="dimension">Dimensions of every vector.</param>
internal sealed class VectorSegmentWriter(string space, int dimension)
{
    private readonly int _stride = VectorFileFormat.ComputeStride(dimension);
    private readonly List<DocumentRun> _runs = [];
    private readonly List<float> _scales = [];
    private readonly List<byte[]> _blocks = [];
    private byte[]? _readBuffer;
    private int _lastBlockBytes = VectorFileFormat.BlockBytes;

    public int DocumentCount => _runs.Count;

    public long RowBytes => (long)_scales.Count * _stride;

    /// <summary>Adds a document whose rows are signed bytes, one after the other.</summary>
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

    /// <summary>Copies a document from another segment.</summary>
    /// <exception cref="DamagedSegmentException">Its rows are not what was written.</exception>
    public void Add(VectorSegment from, in DocumentRun run)
    {
        var rows = from.ReadRows(run.FirstRow, run.FirstRow + run.RowCount, ref _readBuffer);
        _runs.Add(run with { FirstRow = _scales.Count });
        _scales.AddRange(from.Scales.Slice(run.FirstRow, run.RowCount));
        Append(rows);
    }

    /// <summary>Writes the file; once it exists under its name, all of it is on disk.</summary>
    public void Write(string path)
    {
        var header = new VectorFileHeader
        {
            Magic = VectorFileFormat.Magic,
            FormatVersion = VectorFileFormat.Version,
            Dimension = dimension,
            Stride = _stride,
            DocumentCount = _runs.Count,
            RowCount = _scales.Count,
            BlockCount = _blocks.Count,
            SpaceChecksum = VectorFileFormat.ComputeCrc32C(Encoding.UTF8.GetBytes(space)),
        };
        header.RowsOffset =
            (VectorFileFormat.HeaderBytes + header.TableBytes + VectorFileFormat.PageBytes - 1)
            / VectorFileFormat.PageBytes
            * VectorFileFormat.PageBytes;
        header.FileLength = header.RowsOffset + RowBytes;
        var front = new byte[header.RowsOffset];
        var tables = front.AsSpan(VectorFileFormat.HeaderBytes, (int)header.TableBytes);
        MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_runs)).CopyTo(tables);
        var scales = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_scales));
        scales.CopyTo(tables[(header.DocumentCount * Marshal.SizeOf<DocumentRun>())..]);
        var sums = MemoryMarshal.Cast<byte, uint>(tables[^(header.BlockCount * sizeof(uint))..]);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = VectorFileFormat.ComputeCrc32C(GetBlock(i));
        }
        MemoryMarshal.Write(front, header);
        header.Checksum = VectorFileFormat.ComputeCrc32C(front.AsSpan(0, VectorFileFormat.HeaderBytes + tables.Length));
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
        _blocks[number].AsSpan(0, number == _blocks.Count - 1 ? _lastBlockBytes : VectorFileFormat.BlockBytes);

    private void Append(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_lastBlockBytes == VectorFileFormat.BlockBytes)
            {
                _blocks.Add(new byte[VectorFileFormat.BlockBytes]);
                _lastBlockBytes = 0;
            }
            var part = bytes[..Math.Min(bytes.Length, VectorFileFormat.BlockBytes - _lastBlockBytes)];
            part.CopyTo(_blocks[^1].AsSpan(_lastBlockBytes));
            _lastBlockBytes += part.Length;
            bytes = bytes[part.Length..];
        }
    }
}
