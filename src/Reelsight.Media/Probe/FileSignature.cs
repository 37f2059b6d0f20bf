using System.Text;

namespace Reelsight.Media.Probe;

/// <summary>What the first bytes of a file show, for an error message better than "invalid data".</summary>
internal sealed class FileSignature
{
    private readonly byte[] _bytes;

    private FileSignature(byte[] bytes, IsoBoxOutline? boxes)
    {
        _bytes = bytes;
        Boxes = boxes;
    }

    /// <summary>The outline, for ISO media files.</summary>
    public IsoBoxOutline? Boxes { get; }

    /// <summary>Doctype of a Matroska file, "matroska" or "webm".</summary>
    public bool IsWebm => Contains("webm"u8);

    public static async Task<FileSignature> ReadAsync(string path, CancellationToken ct)
    {
        await using var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            4096,
            useAsync: true
        );
        var bytes = new byte[1024];
        var read = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return new FileSignature(bytes[..read], IsoBoxOutline.Read(file));
    }

    /// <summary>A playlist, manifest or vector image: text that makes a reader open other files.</summary>
    public bool RefersToOtherFiles =>
        ReadTextStart() is { } text
        && (
            text.StartsWith("#EXTM3U", StringComparison.Ordinal)
            || text.StartsWith("ffconcat", StringComparison.Ordinal)
            || text.StartsWith("[playlist]", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<asx", StringComparison.OrdinalIgnoreCase)
            || text.Contains("<MPD", StringComparison.Ordinal)
            || text.Contains("<svg", StringComparison.OrdinalIgnoreCase)
            || text.Contains("<smil", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("v=0", StringComparison.Ordinal)
        );

    /// <summary>Nothing but readable characters.</summary>
    public bool IsText => ReadTextStart() is not null;

    /// <summary>Begins like a media container, so a failure to read it means damage rather than the wrong kind of file.</summary>
    public bool LooksLikeMedia =>
        Boxes is not null
        || StartsWith([0x1A, 0x45, 0xDF, 0xA3])
        || StartsWith("RIFF"u8)
        || StartsWith("OggS"u8)
        || StartsWith("FLV"u8)
        || StartsWith("ID3"u8)
        || StartsWith("fLaC"u8)
        || StartsWith([0, 0, 1, 0xBA])
        || StartsWith([0, 0, 1, 0xB3])
        || StartsWith([0x30, 0x26, 0xB2, 0x75])
        || StartsWith("GIF8"u8)
        || StartsWith([0xFF, 0xD8, 0xFF])
        || StartsWith([0x89, 0x50, 0x4E, 0x47])
        || (_bytes.Length > 376 && _bytes[0] == 0x47 && _bytes[188] == 0x47 && _bytes[376] == 0x47);

    private string? ReadTextStart()
    {
        if (_bytes.AsSpan().ContainsAnyInRange((byte)0, (byte)8) || _bytes.AsSpan().ContainsAnyInRange((byte)14, (byte)31))
        {
            return null;
        }

        return Encoding.UTF8.GetString(_bytes).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
    }

    private bool StartsWith(ReadOnlySpan<byte> magic) => _bytes.AsSpan().StartsWith(magic);

    private bool Contains(ReadOnlySpan<byte> word) => _bytes.AsSpan().IndexOf(word) >= 0;
}
