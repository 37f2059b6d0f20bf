using System.Buffers.Binary;
using System.Text;

namespace Reelsight.Bench.Fuzz.Targets;

/// <summary>Writes NUT streams as ffmpeg's muxer does: two streams, a syncpoint now and then, packets of some bytes.</summary>
internal static class NutSeeds
{
    private const int CodedPts = 8,
        StreamId = 16,
        SizeMsb = 32,
        Invalid = 8192;

    public static byte[] Create(int packets)
    {
        using var file = new MemoryStream();
        file.Write("nut/multimedia container\0"u8);
        WriteSpecial(file, 0x4E4D7A561F5F04AD, WriteMain);
        for (var stream = 0; stream < 2; stream++)
        {
            var id = stream;
            WriteSpecial(file, 0x4E5311405BF2F9DB, body => WriteStream(body, id));
        }
        for (var i = 0; i < packets; i++)
        {
            if (i % 8 == 0)
            {
                WriteSpecial(file, 0x4E4BE4ADEECA4569, body =>
                {
                    WriteNumber(body, i * 2);
                    WriteNumber(body, 0);
                });
            }
            WritePacket(file, stream: i % 2, pts: i, size: 5 + i);
        }
        return file.ToArray();
    }

    private static void WriteMain(MemoryStream body)
    {
        foreach (var number in (long[])[3, 2, 65_536, 2, 1, 25, 1, 90_000])
        {
            WriteNumber(body, number);
        }
        // Frame codes: one that says everything itself, and one that has a header to be put in front of the data.
        WriteCodes(body, flags: CodedPts | StreamId | SizeMsb, fields: 6, count: 100);
        WriteCodes(body, flags: Invalid, fields: 6, count: 155);
        WriteNumber(body, 1); // headers that are put in front of data
        WriteNumber(body, 3);
        body.Write("abc"u8);
        WriteNumber(body, 0); // main flags
    }

    private static void WriteCodes(MemoryStream body, int flags, int fields, int count)
    {
        // delta of the time stamp, multiple, stream, size, reserved, count
        foreach (var number in (long[])[flags, fields, 0, 1, 0, 0, 0, count])
        {
            WriteNumber(body, number);
        }
    }

    private static void WriteStream(MemoryStream body, int id)
    {
        WriteNumber(body, id);
        WriteNumber(body, 0);
        WriteNumber(body, 4);
        body.Write("RGB\u0018"u8);
        foreach (var number in (long[])[id, 7, 1, 0, 0, 0])
        {
            WriteNumber(body, number);
        }
    }

    private static void WritePacket(MemoryStream file, int stream, long pts, int size)
    {
        file.WriteByte(0);
        WriteNumber(file, stream);
        WriteNumber(file, pts + 128);
        WriteNumber(file, size);
        file.Write(Encoding.ASCII.GetBytes(new string((char)('a' + stream), size)));
    }

    private static void WriteSpecial(MemoryStream file, ulong code, Action<MemoryStream> write)
    {
        using var body = new MemoryStream();
        write(body);
        body.Write(new byte[4]); // checksum, which is not read
        Span<byte> start = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(start, code);
        file.Write(start);
        WriteNumber(file, body.Length);
        file.Write(body.ToArray());
    }

    private static void WriteNumber(MemoryStream file, long value)
    {
        for (var shift = 56; shift > 0; shift -= 7)
        {
            if (value >> shift != 0)
            {
                file.WriteByte((byte)(0x80 | ((value >> shift) & 0x7F)));
            }
        }
        file.WriteByte((byte)(value & 0x7F));
    }
}
