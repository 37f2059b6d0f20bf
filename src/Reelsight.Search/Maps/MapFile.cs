using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Reelsight.Search.Maps;

/// <summary>
/// Reads and writes finished maps on disk: a mark of the format, the SHA-256 of the rest, and the map. They are derived data, built again
/// when the file is missing, is not what was written, or is of other footage.
/// </summary>
public static class MapFile
{
    private static ReadOnlySpan<byte> Magic => "RSMAP002"u8;

    /// <summary>Writes a map to a temporary file and renames it, so that no partial file is ever read.</summary>
    /// <param name="path">The file; its folder is created when it is missing.</param>
    /// <param name="key">Identifies the footage that it shows (<see cref="MapSource.Key"/>).</param>
    /// <param name="map">A complete map.</param>
    public static void Write(string path, string key, MapData map)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = path + ".part";
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(key);
            writer.Write(map.OmittedCount);
            Write<MapPoint>(writer, [.. map.Points]);
            Write<float>(writer, map.PcaCoordinates!);
            Write<double>(writer, map.ExplainedVariance!);
            Write<float>(writer, map.UmapCoordinates!);
            Write<float>(writer, map.Isolation!);
            Write<MapDuplicate>(writer, [.. map.NearDuplicates!]);
        }
        using (var file = File.Create(part))
        {
            var rest = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
            file.Write(Magic);
            file.Write(SHA256.HashData(rest));
            file.Write(rest);
        }
        File.Move(part, path, overwrite: true);
    }

    /// <summary>Reads a map; null when there is no readable file of this footage.</summary>
    public static MapData? Read(string path, string key)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        try
        {
            var bytes = File.ReadAllBytes(path);
            var front = Magic.Length + SHA256.HashSizeInBytes;
            if (
                bytes.Length < front
                || !bytes.AsSpan().StartsWith(Magic)
                || !SHA256.HashData(bytes.AsSpan(front)).AsSpan().SequenceEqual(bytes.AsSpan(Magic.Length, SHA256.HashSizeInBytes))
            )
            {
                return null;
            }
            using var reader = new BinaryReader(new MemoryStream(bytes, front, bytes.Length - front), Encoding.UTF8);
            if (reader.ReadString() != key)
            {
                return null;
            }
            var omitted = reader.ReadInt32();
            return new MapData(Read<MapPoint>(reader), omitted)
            {
                PcaCoordinates = Read<float>(reader),
                ExplainedVariance = Read<double>(reader),
                UmapCoordinates = Read<float>(reader),
                Isolation = Read<float>(reader),
                NearDuplicates = Read<MapDuplicate>(reader),
            };
        }
        catch (Exception e) when (e is IOException or InvalidDataException or OverflowException or FormatException or ArgumentException)
        {
            return null; // a damaged file counts as missing
        }
    }

    private static void Write<T>(BinaryWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values));
    }

    private static T[] Read<T>(BinaryReader reader)
        where T : unmanaged
    {
        var count = reader.ReadInt32();
        if (count < 0 || (long)count * Marshal.SizeOf<T>() > reader.BaseStream.Length)
        {
            throw new InvalidDataException("A map is cut off.");
        }
        var values = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
