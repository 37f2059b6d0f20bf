using System.Buffers.Binary;
using System.Text;

namespace Reelsight.Bench.Fuzz.Targets;

/// <summary>Outlines of ISO media files: plain, fragmented, encrypted, with a large box.</summary>
internal static class IsoSeeds
{
    public static IReadOnlyList<byte[]> All { get; } =
    [
        Join(Box("ftyp", "isom\0\0\u0002\0isomavc1"u8), Movie("avc1"), Box("mdat", new byte[200])),
        Join(Box("ftyp", "iso5"u8), Movie("encv"), Box("moof", new byte[40]), Box("mdat", new byte[80])),
        Join(Box("ftyp", "qt  "u8), Box("wide", []), Large("mdat", new byte[60]), Movie("mp4a")),
    ];

    private static byte[] Movie(string codec) =>
        Box(
            "moov",
            Join(
                Box("mvhd", new byte[100]),
                Box(
                    "trak",
                    Join(
                        Box("tkhd", new byte[84]),
                        Box("mdia", Join(Box("minf", Box("stbl", Box("stsd", Join(new byte[8], Box(codec, new byte[78])))))))
                    )
                )
            )
        );

    private static byte[] Box(string type, ReadOnlySpan<byte> body)
    {
        var box = new byte[8 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        Encoding.ASCII.GetBytes(type, box.AsSpan(4));
        body.CopyTo(box.AsSpan(8));
        return box;
    }

    private static byte[] Large(string type, ReadOnlySpan<byte> body)
    {
        var box = new byte[16 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, 1);
        Encoding.ASCII.GetBytes(type, box.AsSpan(4));
        BinaryPrimitives.WriteInt64BigEndian(box.AsSpan(8), box.Length);
        return box;
    }

    private static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];
}
