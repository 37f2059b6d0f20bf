using System.Buffers.Binary;
using System.Text;

namespace Reelsight.Media.Tests.Probe;

/// <summary>Turns a mov with its index at the end into one whose samples lie in another file, named by a Macintosh alias.</summary>
internal static class ExternalReferenceMovie
{
    private static readonly string[] Parents = ["moov", "trak", "mdia", "minf", "dinf", "dref"];

    public static byte[] Make(byte[] movie, string target)
    {
        var (from, to) = (0, movie.Length);
        var boxes = new List<int>();
        foreach (var name in Parents)
        {
            var at = Find(movie, from, to, name);
            boxes.Add(at);
            (from, to) = (at + 8, at + Size(movie, at));
        }
        var entry = from + 8; // dref: version and flags, then a count
        var oldSize = Size(movie, entry);
        var alias = Alias(target);
        foreach (var box in boxes)
        {
            BinaryPrimitives.WriteInt32BigEndian(movie.AsSpan(box), Size(movie, box) + alias.Length - oldSize);
        }

        return [.. movie[..entry], .. alias, .. movie[(entry + oldSize)..]];
    }

    private static byte[] Alias(string target)
    {
        var path = Encoding.UTF8.GetBytes(target.Length % 2 == 0 ? target : target.Insert(target.LastIndexOf('/'), "/"));
        var box = new byte[12 + 150 + 4 + path.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        "alis"u8.CopyTo(box.AsSpan(4));
        BinaryPrimitives.WriteInt16BigEndian(box.AsSpan(162), 2); // an absolute path follows
        BinaryPrimitives.WriteInt16BigEndian(box.AsSpan(164), (short)path.Length);
        path.CopyTo(box, 166);
        box.AsSpan(166 + path.Length).Fill(0xFF);
        return box;
    }

    private static int Find(byte[] bytes, int from, int to, string name)
    {
        for (var at = from; at < to; at += Size(bytes, at))
        {
            if (Encoding.Latin1.GetString(bytes, at + 4, 4) == name)
            {
                return at;
            }
        }
        throw new InvalidDataException(name);
    }

    private static int Size(byte[] bytes, int at) => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
}
