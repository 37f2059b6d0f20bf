using System.Runtime.InteropServices;
using System.Text;

namespace Reelsight.Vectors;

/// <summary>
/// Lists the segments that make up an index and the documents deleted in them. Every change of an index, whether it adds, deletes or
/// merges, takes effect by replacing this one file.
/// <para>
/// File format, little-endian: CRC-32C of the rest (uint), version 1 (int), space (UTF-8 with its length before it), watermark (long), next
/// segment number (long), number of segments (int); for each segment its number (long), the number of words in its bitmap of deleted
/// documents (int, 0 for none) and these words (ulong).
/// </para>
/// </summary>
/// <param name="Space">The name of the embedding space: see <see cref="VectorIndex.Open"/>.</param>
/// <param name="Watermark">See <see cref="VectorIndex.Watermark"/>.</param>
/// <param name="NextSegmentNumber">The number that the next segment gets.</param>
/// <param name="Segments">The segments, in no particular order.</param>
internal sealed record Manifest(string Space, long Watermark, long NextSegmentNumber, IReadOnlyList<ManifestEntry> Segments)
{
    private const int Version = 1;
    private const string FileName = "manifest";
    private const int MinEntryBytes = sizeof(long) + sizeof(int);

    /// <summary>Reads the manifest of a folder; null when there is none.</summary>
    /// <exception cref="InvalidDataException">
    /// It is damaged or of another version; the message is the rest of a sentence about it.
    /// </exception>
    public static Manifest? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < sizeof(uint) || VectorFileFormat.ComputeCrc32C(bytes.AsSpan(sizeof(uint))) != MemoryMarshal.Read<uint>(bytes))
        {
            throw new InvalidDataException("is damaged");
        }
        using var reader = new BinaryReader(new MemoryStream(bytes, sizeof(uint), bytes.Length - sizeof(uint)), Encoding.UTF8);
        try
        {
            return Read(reader);
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException)
        {
            throw new InvalidDataException("is damaged", e);
        }
    }

    private static Manifest Read(BinaryReader reader)
    {
        if (reader.ReadInt32() != Version)
        {
            throw new InvalidDataException("is of another version");
        }
        var (space, watermark, next) = (reader.ReadString(), reader.ReadInt64(), reader.ReadInt64());
        var segments = new ManifestEntry[ReadCount(reader, MinEntryBytes)];
        for (var i = 0; i < segments.Length; i++)
        {
            var number = reader.ReadInt64();
            var deleted = new ulong[ReadCount(reader, sizeof(ulong))];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(deleted.AsSpan()));
            segments[i] = new ManifestEntry(number, deleted.Length == 0 ? null : deleted);
        }
        // A number that is used again would name two files.
        return segments.DistinctBy(segment => segment.Number).Count() == segments.Length && Array.TrueForAll(segments, s => s.Number < next)
            ? new Manifest(space, watermark, next, segments)
            : throw new InvalidDataException("is damaged");
    }

    // No more than the bytes that are left can hold.
    private static int ReadCount(BinaryReader reader, int bytesEach)
    {
        var count = reader.ReadInt32();
        return count >= 0 && count <= (reader.BaseStream.Length - reader.BaseStream.Position) / bytesEach
            ? count
            : throw new InvalidDataException("is damaged");
    }

    /// <summary>Replaces the manifest of a folder.</summary>
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
        MemoryMarshal.Write(bytes, VectorFileFormat.ComputeCrc32C(bytes.AsSpan(sizeof(uint))));
        AtomicFileWriter.Replace(Path.Combine(folder, FileName), file => file.Write(bytes));
    }
}
