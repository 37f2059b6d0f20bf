using System.Buffers;

namespace Reelsight.Pipeline.Assets;

/// <summary>
/// Tells by their form whether derived files are whole: images, playlists and segments of streams. Anybody may cut off or overwrite a file
/// in the data folder; what is not whole is deleted and made again from the original. A bit that flips inside an image or a segment is not
/// found: it shows as a blemish.
/// </summary>
internal static class DerivedFileCheck
{
    private const int TransportPacketBytes = 188;
    private const byte TransportSync = 0x47;

    /// <summary>Whether a file is there and whole; deletes it when it is there and not whole.</summary>
    public static bool IsWhole(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }
        var isWhole = Path.GetExtension(path) switch
        {
            ".jpg" => IsImage(path),
            ".ts" => IsTransportStream(path),
            ".m3u8" => IsPlaylist(path),
            _ => true,
        };
        if (!isWhole)
        {
            File.Delete(path);
        }
        return isWhole;
    }

    private static bool IsImage(string path)
    {
        using var file = OpenRead(path);
        Span<byte> ends = stackalloc byte[4];
        var length = RandomAccess.GetLength(file);
        return length > ends.Length
            && RandomAccess.Read(file, ends[..2], 0) == 2
            && RandomAccess.Read(file, ends[2..], length - 2) == 2
            && ends.SequenceEqual<byte>([0xff, 0xd8, 0xff, 0xd9]);
    }

    private static bool IsPlaylist(string path)
    {
        var text = File.ReadAllText(path);
        return text.StartsWith("#EXTM3U", StringComparison.Ordinal)
            && text.TrimEnd().EndsWith("#EXT-X-ENDLIST", StringComparison.Ordinal)
            && !text.Contains('\0', StringComparison.Ordinal);
    }

    // Each packet begins with the same byte, so that any run of other bytes shows.
    private static bool IsTransportStream(string path)
    {
        using var file = OpenRead(path);
        var length = RandomAccess.GetLength(file);
        if (length == 0 || length % TransportPacketBytes != 0)
        {
            return false;
        }
        const int packets = 512;
        var buffer = ArrayPool<byte>.Shared.Rent(packets * TransportPacketBytes);
        try
        {
            for (var at = 0L; at < length; )
            {
                var wanted = (int)Math.Min(packets * TransportPacketBytes, length - at);
                var got = 0;
                while (got < wanted && RandomAccess.Read(file, buffer.AsSpan(got, wanted - got), at + got) is var read and > 0)
                {
                    got += read;
                }
                for (var packet = 0; packet < wanted; packet += TransportPacketBytes)
                {
                    if (got < wanted || buffer[packet] != TransportSync)
                    {
                        return false;
                    }
                }
                at += wanted;
            }
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Microsoft.Win32.SafeHandles.SafeFileHandle OpenRead(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
