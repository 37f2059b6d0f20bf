namespace Reelsight.Media.Tools;

/// <summary>
/// Which codecs are decoded. Decoders of rare ones are seldom tested and were often found faulty, so a file that needs one is refused
/// before anything of it is decoded, unless the owner allows it.
/// </summary>
public sealed class CodecPolicy
{
    private readonly HashSet<string> _allowed;
    private readonly HashSet<string> _decoders;

    private CodecPolicy(IEnumerable<string> also)
    {
        var named = also.ToList();
        _allowed = [.. CodecNames.Common, .. named.Select(CodecNames.GetCodec), .. named];
        _decoders = [.. _allowed.SelectMany(CodecNames.GetDecoders), .. CodecNames.Subtitles];
        Decoders = string.Join(',', _decoders);
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

    /// <summary>Whether its decoder may be opened: if it is decoded, or one of common subtitles.</summary>
    internal bool Opens(string codec) => CodecNames.GetDecoders(codec).Any(_decoders.Contains);
}
