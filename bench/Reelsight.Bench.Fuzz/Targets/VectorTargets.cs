using System.Runtime.InteropServices;
using Reelsight.Vectors;

namespace Reelsight.Bench.Fuzz.Targets;

/// <summary>What reads the files of vector indexes.</summary>
internal static class VectorTargets
{
    private const string Space = "fuzz/1";
    private const int Dimension = 20;
    private static readonly byte[] _segment = CreateSegment();

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("vector-segment", [_segment], ReadSegment, typeof(DamagedSegmentException)) { Repair = RepairSegment },
        new("vector-manifest", [CreateManifest(null), CreateManifest([0b10])], ReadIndex, typeof(DamagedSegmentException))
        {
            Repair = RepairManifest,
        },
    ];

    private static byte[] CreateSegment()
    {
        var writer = new VectorSegmentWriter(Space, Dimension);
        var random = new Random(1);
        for (var document = 0; document < 3; document++)
        {
            var floats = Enumerable.Range(0, Dimension * 2 * document).Select(_ => random.NextSingle() - 0.5f).ToArray();
            var rows = QuantizedVectors.FromFloats(floats, Dimension);
            writer.Add(new DocumentKey(0, (UInt128)document), document + 1, rows.Values, rows.Scales);
        }
        var path = Path.Combine(ScratchFiles.Renew("made"), "one.vectors");
        writer.Write(path);
        return File.ReadAllBytes(path);
    }

    private static byte[] CreateManifest(ulong[]? deleted)
    {
        var folder = ScratchFiles.Renew("made");
        new Manifest(Space, 7, 2, [new ManifestEntry(1, deleted)]).Write(folder);
        return File.ReadAllBytes(Path.Combine(folder, "manifest"));
    }

    private static void ReadSegment(byte[] bytes)
    {
        var segment = VectorSegment.Open(ScratchFiles.Write("segment.vectors", bytes), Space, new VectorMemory(1 << 20));
        try
        {
            byte[]? buffer = null;
            foreach (var run in segment.Runs)
            {
                _ = segment.ReadRows(run.FirstRow, run.FirstRow + run.RowCount, ref buffer).Length;
                _ = segment.Scales.Slice(run.FirstRow, run.RowCount).Length;
            }
            for (var row = 0; row < segment.RowCount; row++)
            {
                _ = segment.Runs[segment.FindDocument(row)];
            }
        }
        finally
        {
            segment.Close();
        }
    }

    private static void ReadIndex(byte[] bytes)
    {
        var folder = ScratchFiles.Renew("index");
        File.WriteAllBytes(Path.Combine(folder, "manifest"), bytes);
        File.WriteAllBytes(Path.Combine(folder, "00000001.vectors"), _segment);
        using var index = VectorIndex.Open(folder, Space, new BatchedScanQueue(), _ => { });
        using var view = index.OpenView();
        var query = new VectorQuery(new QuantizedVector([.. Enumerable.Repeat(0.2f, Dimension)]), Limit: 5);
        view.SearchAsync([query], null, CancellationToken.None).GetAwaiter().GetResult();
    }

    private static unsafe void RepairSegment(byte[] bytes)
    {
        if (bytes.Length < VectorFileFormat.HeaderBytes)
        {
            return;
        }
        var header = MemoryMarshal.Read<VectorFileHeader>(bytes) with { Checksum = 0, FileLength = bytes.Length };
        var tables = (int)Math.Clamp(header.TableBytes, 0, bytes.Length - VectorFileFormat.HeaderBytes);
        MemoryMarshal.Write(bytes, header);
        header.Checksum = VectorFileFormat.ComputeCrc32C(bytes.AsSpan(0, VectorFileFormat.HeaderBytes + tables));
        MemoryMarshal.Write(bytes, header);
    }

    private static void RepairManifest(byte[] bytes)
    {
        if (bytes.Length >= sizeof(uint))
        {
            MemoryMarshal.Write(bytes, VectorFileFormat.ComputeCrc32C(bytes.AsSpan(sizeof(uint))));
        }
    }
}
