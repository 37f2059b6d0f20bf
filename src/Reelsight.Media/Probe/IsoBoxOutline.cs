using System.Buffers.Binary;
using System.Text;

namespace Reelsight.Media.Probe;

/// <summary>
/// What the outline of an ISO media file (mp4, mov) says that ffprobe does not: that it is cut off, and that its
/// samples are encrypted (ffprobe reports the codec underneath as if it could be played).
/// </summary>
/// <param name="HasMovie">The index of the file (moov) is there.</param>
/// <param name="IsCutOff">A top-level box claims more bytes than the file has.</param>
/// <param name="IsEncrypted">A track's samples are under common encryption or another DRM scheme.</param>
internal sealed record IsoBoxOutline(bool HasMovie, bool IsCutOff, bool IsEncrypted)
{
    private const int MaxBoxes = 10_000; // a box costs a seek; real outlines have a few dozen, fragments thousands

    /// <summary>Reads the outline; null when the file does not begin like an ISO media file.</summary>
    public static IsoBoxOutline? Read(Stream file)
    {
        bool movie = false,
            cutOff = false,
            encrypted = false;
        long at = 0;
        for (var n = 0; n < MaxBoxes && ReadHeader(file, at, file.Length, out var box); n++)
        {
            if (at == 0 && box.Type is not ("ftyp" or "moov" or "mdat" or "wide" or "free" or "skip" or "styp" or "pnot"))
            {
                return null;
            }

            movie |= box.Type == "moov";
            cutOff |= box.End > file.Length;
            encrypted |= box.Type == "moov" && HasEncryptedSamples(file, box);
            at = box.End;
        }
        return at == 0 ? null : new IsoBoxOutline(movie, cutOff, encrypted);
    }

    private static bool HasEncryptedSamples(Stream file, Box parent)
    {
        var at = parent.Type == "stsd" ? parent.Body + 8 : parent.Body; // stsd: version, flags and a count come first
        var end = Math.Min(parent.End, file.Length);
        for (var n = 0; n < MaxBoxes && ReadHeader(file, at, end, out var box); n++)
        {
            if (
                box.Type is "encv" or "enca" or "drmi" or "drms"
                || parent.Type == "stsd" && box.Type.StartsWith("enc", StringComparison.Ordinal)
            )
            {
                return true;
            }

            if (box.Type is "trak" or "mdia" or "minf" or "stbl" or "stsd" && HasEncryptedSamples(file, box))
            {
                return true;
            }

            at = box.End;
        }
        return false;
    }

    private static bool ReadHeader(Stream file, long at, long end, out Box box)
    {
        box = default;
        Span<byte> head = stackalloc byte[16];
        if (at < 0 || at + 8 > end)
        {
            return false;
        }

        file.Position = at;
        var read = file.ReadAtLeast(head, 16, throwOnEndOfStream: false);
        if (read < 8)
        {
            return false;
        }

        long size = BinaryPrimitives.ReadUInt32BigEndian(head);
        var body = at + 8;
        if (size == 1 && read == 16)
        {
            size = BinaryPrimitives.ReadInt64BigEndian(head[8..]);
            body += 8;
        }
        else if (size == 0)
        {
            size = end - at; // "to the end of the file"
        }
        if (size < body - at || size > long.MaxValue - at)
        {
            return false;
        }

        box = new Box(Encoding.Latin1.GetString(head.Slice(4, 4)), body, at + size);
        return true;
    }

    private readonly record struct Box(string Type, long Body, long End);
}
