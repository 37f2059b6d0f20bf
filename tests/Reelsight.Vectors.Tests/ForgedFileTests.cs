using System.Runtime.InteropServices;
using Reelsight.TestSupport;

namespace Reelsight.Vectors.Tests;

/// <summary>Files whose checksums are right and whose numbers are not.</summary>
public sealed class ForgedFileTests : IDisposable
{
    private const string Space = "forged/1";
    private const int Dimension = 20;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, -1, 2)]
    [InlineData(0, 0, 1_000_000)]
    [InlineData(0, 0, -2)]
    [InlineData(1, 1_000_000, 2)]
    [InlineData(1, 0, 2)]
    public void A_document_with_rows_that_the_file_does_not_have_is_damage(int document, int firstRow, int rowCount)
    {
        var path = WriteSegment();
        Forge(path, bytes =>
        {
            var runs = MemoryMarshal.Cast<byte, DocumentRun>(bytes.AsSpan(VectorFileFormat.HeaderBytes, 2 * Marshal.SizeOf<DocumentRun>()));
            runs[document] = runs[document] with { FirstRow = firstRow, RowCount = rowCount };
        });
        Assert.Throws<DamagedSegmentException>(() => VectorSegment.Open(path, Space, VectorMemory.Default));
    }

    [Fact]
    public void A_negative_dimension_is_damage()
    {
        var path = WriteSegment();
        Forge(path, bytes =>
        {
            var header = MemoryMarshal.Read<VectorFileHeader>(bytes);
            var stride = VectorFileFormat.ComputeStride(-1000);
            header = header with { Dimension = -1000, Stride = stride, BlockCount = 0 };
            header.FileLength = header.RowsOffset + (long)header.RowCount * stride;
            MemoryMarshal.Write(bytes, header);
        });
        Assert.Throws<DamagedSegmentException>(() => VectorSegment.Open(path, Space, VectorMemory.Default));
    }

    [Theory]
    [InlineData("-1 segments")]
    [InlineData("2147483647 segments")]
    [InlineData("2147483647 words")]
    [InlineData("a name without end")]
    [InlineData("nothing")]
    public void A_manifest_that_counts_more_than_it_has_is_damaged(string what)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(0u);
        if (what != "nothing")
        {
            writer.Write(1);
        }
        if (what == "a name without end")
        {
            writer.Write(ulong.MaxValue);
        }
        else if (what != "nothing")
        {
            writer.Write(Space);
            writer.Write(7L);
            writer.Write(2L);
            writer.Write(what is "2147483647 words" ? 1 : int.Parse(what.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
            writer.Write(1L);
            writer.Write(int.MaxValue);
        }
        WriteManifest(bytes.ToArray());
        Assert.Throws<InvalidDataException>(() => Manifest.Read(_folder.Path));
    }

    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(1, 1)]
    public void A_manifest_that_would_write_two_segments_to_one_file_is_damaged(long next, params int[] numbers)
    {
        new Manifest(Space, 7, next, [.. numbers.Select(number => new ManifestEntry(number, null))]).Write(_folder.Path);
        Assert.Throws<InvalidDataException>(() => Manifest.Read(_folder.Path));
    }

    [Fact]
    public async Task Deletions_of_another_number_of_documents_are_noticed_when_the_index_is_opened()
    {
        File.Move(WriteSegment(), Path.Combine(_folder.Path, "00000001.vectors"));
        new Manifest(Space, 7, 2, [new ManifestEntry(1, [0, 0])]).Write(_folder.Path);
        var reports = new List<string>();
        using var index = VectorIndex.Open(_folder.Path, Space, new BatchedScanQueue(), reports.Add);
        using var view = index.OpenView();
        await view.SearchAsync(
            [new VectorQuery(new QuantizedVector([.. Enumerable.Repeat(0.2f, Dimension)]), Limit: 5)],
            null,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(0, index.Watermark);
        Assert.Contains("another number of documents", Assert.Single(reports), StringComparison.Ordinal);
    }

    private string WriteSegment()
    {
        var writer = new VectorSegmentWriter(Space, Dimension);
        var rows = QuantizedVectors.FromFloats([.. Enumerable.Range(0, 2 * Dimension).Select(i => i - 7f)], Dimension);
        writer.Add(new DocumentKey(0, 1), 1, rows.Values, rows.Scales);
        writer.Add(new DocumentKey(0, 2), 1, rows.Values, rows.Scales);
        var path = Path.Combine(_folder.Path, "made.vectors");
        writer.Write(path);
        return path;
    }

    private static void Forge(string path, Action<byte[]> change)
    {
        var bytes = File.ReadAllBytes(path);
        change(bytes);
        var header = MemoryMarshal.Read<VectorFileHeader>(bytes) with { Checksum = 0 };
        if (header.FileLength < bytes.Length)
        {
            bytes = bytes[..(int)header.FileLength];
        }
        MemoryMarshal.Write(bytes, header);
        header.Checksum = VectorFileFormat.ComputeCrc32C(bytes.AsSpan(0, VectorFileFormat.HeaderBytes + (int)header.TableBytes));
        MemoryMarshal.Write(bytes, header);
        File.WriteAllBytes(path, bytes);
    }

    private void WriteManifest(byte[] bytes)
    {
        MemoryMarshal.Write(bytes, VectorFileFormat.ComputeCrc32C(bytes.AsSpan(sizeof(uint))));
        File.WriteAllBytes(Path.Combine(_folder.Path, "manifest"), bytes);
    }
}
