using System.Runtime.InteropServices;

namespace Reelsight.Search.Maps;

/// <summary>
/// Reads and writes finished maps on disk. They are derived data, built again when the file is missing or of other footage.
/// </summary>
public static class MapFile
{
    private static ReadOnlySpan<byte> Magic => "RSMAP001"u8;

    /// <summary>Writes a map to a temporary file and renames it, so that no partial file is ever read.</summary>
    /// <param name="path">The file; its folder is created when it is missing.</param>
    /// <param name="key">Identifies the footage that it shows (<see cref="MapSource.Key"/>).</param>
    /// <param name="map">A complete map.</param>
    public static void Write(string path, string key, MapData map)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = path + ".part";
        using (var writer = new BinaryWriter(File.Create(part)))
        {
            writer.Write(Magic);
            writer.Write(key);
            writer.Write(map.OmittedCount);
            Write<MapPoint>(writer, [.. map.Points]);
            Write<float>(writer, map.PcaCoordinates!);
            Write<double>(writer, map.ExplainedVariance!);
            Write<float>(writer, map.UmapCoordinates!);
            Write<float>(writer, map.Isolation!);
            Write<MapDuplicate>(writer, [.. map.NearDuplicates!]);
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
            using var reader = new BinaryReader(File.OpenRead(path));
            if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic) || reader.ReadString() != key)
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
