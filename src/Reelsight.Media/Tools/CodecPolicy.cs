namespace Reelsight.Media.Tools;

/// <summary>
/// Which codecs are decoded. Decoders of rare ones are seldom tested and were often found faulty, so a file that needs one is refused before
/// anything of it is decoded, unless the owner allows it.
/// </summary>
public sealed class CodecPolicy
{
    private readonly HashSet<string> _allowed;

    private CodecPolicy(IEnumerable<string> also)
    {
        var named = also.ToList();
        _allowed = [.. CodecNames.Common, .. named.Select(CodecNames.GetCodec), .. named];
        Decoders = string.Join(',', _allowed.SelectMany(CodecNames.GetDecoders).Concat(CodecNames.Subtitles).Distinct());
        Formats = string.Join(
            ',',
            CodecNames.Formats.Concat(_allowed.Select(CodecNames.FormatsOfRareCodecs.GetValueOrDefault).OfType<string>())
        );
    }

    /// <summary>Common codecs alone.</summary>
    public static CodecPolicy Common { get; } = new([]);

    /// <summary>ffmpeg's list of decoders that may be opened.</summary>
    internal string Decoders { get; }

    /// <summary>ffmpeg's list of containers that may be opened.</summary>
    internal string Formats { get; }

    /// <summary>Common codecs, and others by ffmpeg's names for them (or for their decoders).</summary>
    public static CodecPolicy WithAlso(IEnumerable<string> codecs) => new(codecs);

    /// <summary>Whether a codec, by ffmpeg's name, is decoded.</summary>
    public bool Allows(string codec) => _allowed.Contains(codec);
}
