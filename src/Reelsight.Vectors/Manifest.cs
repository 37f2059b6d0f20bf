using System.Runtime.InteropServices;
using System.Text;

namespace Reelsight.Vectors;

/// <summary>What belongs to an index. Replacing this one file is what adds, deletes and merges at a stroke.</summary>
/// <param name="Space">The space of the vectors.</param>
/// <param name="Watermark">Descriptions with stamps up to this are in.</param>
/// <param name="NextSegmentNumber">The number of the next segment.</param>
/// <param name="Segments">In no order.</param>
internal sealed record Manifest(string Space, long Watermark, long NextSegmentNumber, IReadOnlyList<ManifestEntry> Segments)
{
    private const int Version = 1;
    private const string FileName = "manifest";

    /// <summary>Reads the manifest of a folder; null when there is none.</summary>
    /// <exception cref="InvalidDataException">It is damaged or of another version.</exception>
    public static Manifest? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < sizeof(uint) || VectorFileHeader.ComputeCrc32C(bytes.AsSpan(sizeof(uint))) != MemoryMarshal.Read<uint>(bytes))
        {
            throw new InvalidDataException("is damaged");
        }
        using var reader = new BinaryReader(new MemoryStream(bytes, sizeof(uint), bytes.Length - sizeof(uint)), Encoding.UTF8);
        if (reader.ReadInt32() != Version)
        {
            throw new InvalidDataException("is of another version");
        }
        var (space, watermark, next) = (reader.ReadString(), reader.ReadInt64(), reader.ReadInt64());
        var segments = new ManifestEntry[reader.ReadInt32()];
        for (var i = 0; i < segments.Length; i++)
        {
            var number = reader.ReadInt64();
            var deleted = new ulong[reader.ReadInt32()];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(deleted.AsSpan()));
            segments[i] = new ManifestEntry(number, deleted.Length == 0 ? null : deleted);
        }
        return new Manifest(space, watermark, next, segments);
    }

    /// <summary>Puts it in the place of the one before.</summary>
    public void Write(string folder)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(0u);
        writer.Write(Version);
        writer.Write(Space);
        writer.Write(Watermark);
        writer.Write(NextSegmentNumber);
        writer.Write(Segments.Count);
        foreach (var (number, deleted) in Segments)
        {
            writer.Write(number);
            writer.Write(deleted?.Length ?? 0);
            writer.Write(MemoryMarshal.AsBytes<ulong>(deleted));
        }
        writer.Flush();
        var bytes = stream.ToArray();
        MemoryMarshal.Write(bytes, VectorFileHeader.ComputeCrc32C(bytes.AsSpan(sizeof(uint))));
        AtomicFileWriter.Replace(Path.Combine(folder, FileName), file => file.Write(bytes));
    }
}
