using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Reelsight.Media.Tests.Decoding;

/// <summary>Small files that ask for more than anybody has, made in code.</summary>
internal static class MediaBombs
{
    /// <summary>A GIF of one pixel and very many frames.</summary>
    public static byte[] CreateGif(int frames)
    {
        using var file = new MemoryStream();
        file.Write("GIF89a"u8);
        file.Write([1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
        byte[] frame = [0x21, 0xF9, 4, 0, 2, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0];
        for (var i = 0; i < frames; i++)
        {
            frame[20] = (byte)(i % 2 == 0 ? 0x44 : 0x4C); // black or white
            file.Write(frame);
        }
        file.WriteByte(0x3B);
        return file.ToArray();
    }

    /// <summary>A PNG of any size on paper, with a few rows of data.</summary>
    public static byte[] CreatePng(uint width, uint height)
    {
        using var file = new MemoryStream();
        file.Write([0x89, .. "PNG\r\n\u001a\n"u8]);
        var header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = 2;
        WriteChunk(file, "IHDR", header);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(new byte[1 << 20]);
        }
        WriteChunk(file, "IDAT", packed.ToArray());
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>A TIFF of any size on paper, with one strip of a few bytes.</summary>
    public static byte[] CreateTiff(uint width, uint height)
    {
        (ushort Tag, ushort Type, uint Value)[] entries =
        [
            (256, 4, width),
            (257, 4, height),
            (258, 3, 8),
            (259, 3, 1),
            (262, 3, 1),
            (273, 4, 200),
            (277, 3, 1),
            (278, 4, height),
            (279, 4, 0xFFFFFFF0),
        ];
        var file = new byte[300];
        "II*\0"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), 8);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), (ushort)entries.Length);
        for (var i = 0; i < entries.Length; i++)
        {
            var at = file.AsSpan(10 + i * 12);
            BinaryPrimitives.WriteUInt16LittleEndian(at, entries[i].Tag);
            BinaryPrimitives.WriteUInt16LittleEndian(at[2..], entries[i].Type);
            BinaryPrimitives.WriteUInt32LittleEndian(at[4..], 1);
            BinaryPrimitives.WriteUInt32LittleEndian(at[8..], entries[i].Value);
        }
        return file;
    }

    /// <summary>Repeats the first track of an MP4 whose index lies at its end.</summary>
    public static byte[] RepeatTrack(byte[] mp4, int times)
    {
        var (moov, moovSize) = FindBox(mp4, "moov");
        var (trak, trakSize) = FindBox(mp4, "trak");
        var track = mp4[trak..(trak + trakSize)];
        using var file = new MemoryStream();
        file.Write(mp4.AsSpan(0, trak));
        for (var i = 0; i < times; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(track.AsSpan(FindBox(track, "tkhd").At + 20), i + 1);
            file.Write(track);
        }
        file.Write(mp4.AsSpan(trak + trakSize));
        var bytes = file.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(moov), moovSize + (times - 1) * trakSize);
        return bytes;
    }

    /// <summary>An MP4 that claims to last for seconds of its own choice, in its header, its tracks and their edit lists.</summary>
    public static byte[] ClaimDuration(byte[] mp4, uint seconds)
    {
        byte[] bytes = [.. mp4];
        var header = FindBox(bytes, "mvhd").At;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(header + 20), 1);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(header + 24), seconds);
        foreach (var at in FindAll(bytes, "tkhd"))
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at + 28), seconds);
        }
        foreach (var at in FindAll(bytes, "elst"))
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at + 16), seconds);
        }
        foreach (var at in FindAll(bytes, "mdhd"))
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at + 24), uint.MaxValue - 1);
        }
        return bytes;
    }

    /// <summary>An MP4 whose first sample of each track lasts for hours: a gap that something may want to fill.</summary>
    public static byte[] StretchFirstSample(byte[] mp4)
    {
        byte[] bytes = [.. mp4];
        foreach (var at in FindAll(bytes, "stts"))
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at + 20), int.MaxValue / 2);
        }
        return bytes;
    }

    /// <summary>Hides from the outline that an MP4 is encrypted, and puts nonsense into its table of subsamples.</summary>
    public static byte[] ForgeSubsamples(byte[] encrypted, ushort count)
    {
        byte[] bytes = [.. encrypted];
        foreach (var at in FindAll(bytes, "encv"))
        {
            "avc1"u8.CopyTo(bytes.AsSpan(at + 4));
        }
        foreach (var at in FindAll(bytes, "enca"))
        {
            "mp4a"u8.CopyTo(bytes.AsSpan(at + 4));
        }
        foreach (var at in FindAll(bytes, "senc"))
        {
            bytes[at + 11] |= 2; // there are subsamples
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at + 24), count);
        }
        return bytes;
    }

    /// <summary>A Matroska file with attachments of a few bytes before its first frame.</summary>
    public static byte[] AddAttachments(byte[] mkv, int count)
    {
        var segment = mkv.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x18, 0x53, 0x80, 0x67]) + 4;
        var cluster = mkv.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x1F, 0x43, 0xB6, 0x75]);
        byte[] attached =
        [
            .. Element([0x46, 0x6E], "a.txt"u8),
            .. Element([0x46, 0x60], "text/plain"u8),
            .. Element([0x46, 0x5C], "attached"u8),
            .. Element([0x46, 0xAE], [1]),
        ];
        var all = Enumerable.Repeat(Element([0x61, 0xA7], attached), count).SelectMany(file => file).ToArray();
        byte[] bytes = [.. mkv[..cluster], .. Element([0x19, 0x41, 0xA4, 0x69], all), .. mkv[cluster..]];
        // Its size is unknown now, which is allowed.
        byte[] unknown = [1, 255, 255, 255, 255, 255, 255, 255];
        unknown.CopyTo(bytes, segment);
        return bytes;
    }

    /// <summary>Where a box lies and how long it is.</summary>
    public static (int At, int Size) FindBox(byte[] bytes, string type)
    {
        var at = FindAll(bytes, type).First();
        return (at, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at)));
    }

    private static IEnumerable<int> FindAll(byte[] bytes, string type)
    {
        var name = Encoding.ASCII.GetBytes(type);
        for (var from = 0; bytes.AsSpan(from).IndexOf(name) is >= 0 and var found; from += found + name.Length)
        {
            yield return from + found - 4;
        }
    }

    private static byte[] Element(byte[] id, ReadOnlySpan<byte> body)
    {
        var size = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(size, body.Length);
        size[0] = 1;
        return [.. id, .. size, .. body];
    }

    private static void WriteChunk(MemoryStream file, string type, byte[] body)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        file.Write(number);
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. body];
        file.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(named));
        file.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }
        return ~crc;
    }
}
