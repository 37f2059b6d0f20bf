using System.Runtime.InteropServices;

namespace Reelsight.Search.Maps;

/// <summary>A finished map on disk: derived data, made again when it is missing or of other footage.</summary>
public static class MapFile
{
    private static ReadOnlySpan<byte> Magic => "RSMAP001"u8;

    /// <summary>Writes a map under another name and then renames it, so that no half of one is ever read.</summary>
    /// <param name="path">Where; its folder is made when it is missing.</param>
    /// <param name="key">The footage it shows (<see cref="MapFootage.Key"/>).</param>
    /// <param name="map">A whole one.</param>
    public static void Write(string path, string key, MapPoints map)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = path + ".part";
        using (var writer = new BinaryWriter(File.Create(part)))
        {
            writer.Write(Magic);
            writer.Write(key);
            writer.Write(map.LeftOut);
            Write<MapPoint>(writer, [.. map.Points]);
            Write<float>(writer, map.Principal!);
            Write<double>(writer, map.Shares!);
            Write<float>(writer, map.Neighbours!);
            Write<float>(writer, map.Isolation!);
            Write<MapTwins>(writer, [.. map.Twins!]);
        }
        File.Move(part, path, overwrite: true);
    }

    /// <summary>Reads a map, or null when there is none of this footage that can be read.</summary>
    public static MapPoints? Read(string path, string key)
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
            var left = reader.ReadInt32();
            return new MapPoints(Read<MapPoint>(reader), left)
            {
                Principal = Read<float>(reader),
                Shares = Read<double>(reader),
                Neighbours = Read<float>(reader),
                Isolation = Read<float>(reader),
                Twins = Read<MapTwins>(reader),
            };
        }
        catch (Exception e) when (e is IOException or InvalidDataException or OverflowException or FormatException or ArgumentException)
        {
            return null; // cut off or overwritten: as good as missing
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
