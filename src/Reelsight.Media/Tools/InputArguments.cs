using System.Globalization;

namespace Reelsight.Media.Tools;

/// <summary>Options with which ffmpeg and ffprobe open untrusted files safely; every run starts with them.</summary>
internal static class InputArguments
{
    /// <summary>What every ffmpeg run starts with.</summary>
    public static IEnumerable<string> Ffmpeg { get; } = ["-nostdin", "-hide_banner", "-nostats", "-loglevel", "repeat+error"];

    /// <summary>Protocol, format and codec limits.</summary>
    public static IEnumerable<string> Restrict(CodecPolicy codecs) =>
        ["-protocol_whitelist", "file,pipe", "-format_whitelist", codecs.Formats, "-codec_whitelist", codecs.Decoders];

    /// <summary>Protocol, format and codec limits, then the input itself; <paramref name="options"/> are input options.</summary>
    public static IEnumerable<string> Input(MediaTools tools, params IEnumerable<string> options) =>
        [.. Restrict(tools.Codecs), .. options, "-i", ChildProcess.InputName];

    /// <summary>
    /// As <see cref="Input"/>, for ffprobe. It opens a decoder for every stream and gives up when it may not, so it may open those of
    /// streams that are ignored. They get nothing to decode: what looks into the streams before, and what reads frames, keeps to the codecs
    /// that are allowed.
    /// </summary>
    public static IEnumerable<string> ProbeInput(MediaTools tools, IEnumerable<IgnoredStream> ignored) =>
        Input(
            tools,
            ignored.SelectMany(stream =>
                (string[])
                    [
                        string.Create(CultureInfo.InvariantCulture, $"-codec_whitelist:{stream.Index}"),
                        string.Join(',', CodecNames.GetDecoders(stream.Codec)),
                    ]
            )
        );

    /// <summary>A time in seconds as ffmpeg reads it, to the microsecond.</summary>
    public static string FormatSeconds(double sec) => sec.ToString("0.######", CultureInfo.InvariantCulture);
}
