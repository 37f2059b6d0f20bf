using System.Globalization;
using System.Text.RegularExpressions;
using Reelsight.Media.Tools;

namespace Reelsight.Media.Probe;

/// <summary>One stream as ffmpeg lists it, which opens no decoder for it.</summary>
/// <param name="Index">Index among all streams of the file.</param>
/// <param name="Type">"video", "audio", "subtitle", "data" or "attachment".</param>
/// <param name="Codec">ffmpeg's name of the codec.</param>
/// <param name="IsAttached">Whether it is an image that belongs to the file, such as cover art.</param>
internal sealed partial record StreamOutline(int Index, string Type, string Codec, bool IsAttached)
{
    /// <summary>More streams than this are not looked at.</summary>
    private const int MaxStreams = 100;

    /// <summary>Lists the streams of a file.</summary>
    public static async Task<IReadOnlyList<StreamOutline>> ReadAsync(MediaTools tools, string path, CancellationToken ct)
    {
        var streams = new List<StreamOutline>();
        // Without an output ffmpeg lists its input and gives up.
        string[] arguments = ["-nostdin", "-hide_banner", "-loglevel", "info", .. InputArguments.Input(tools)];
        await using var child = ChildProcess.Start(tools, tools.Ffmpeg, arguments, path, tools.ProbeLimits, Add, ct: ct);
        await child.Output.CopyToAsync(Stream.Null, ct);
        await child.WaitAsync();
        return streams;

        void Add(string line)
        {
            if (streams.Count < MaxStreams && StreamLine().Match(line) is { Success: true } match)
            {
                streams.Add(
                    new StreamOutline(
                        int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
                        match.Groups[2].Value.ToLowerInvariant(),
                        match.Groups[3].Value,
                        line.Contains("(attached pic)", StringComparison.Ordinal)
                            || line.Contains("(timed thumbnails)", StringComparison.Ordinal)
                    )
                );
            }
        }
    }

    /// <summary>Those of the streams whose decoders may not be opened.</summary>
    /// <exception cref="Reelsight.Core.Errors.MediaException">
    /// Without them the file is none: no video stream is left, or in a file without video no audio stream. The sentence names the codec.
    /// </exception>
    public static IReadOnlyList<IgnoredStream> FindIgnored(IReadOnlyList<StreamOutline> streams, CodecPolicy codecs)
    {
        var videos = streams.Where(stream => stream is { Type: "video", IsAttached: false }).ToList();
        var main = videos.Count > 0 ? videos : [.. streams.Where(stream => stream.Type == "audio")];
        return main.Count > 0 && !main.Exists(stream => codecs.Allows(stream.Codec))
            ? throw ProbeFailure.RareCodec(main[0].Type, main[0].Codec)
            :
            [
                .. streams
                    .Where(stream => stream.Type is "video" or "audio" or "subtitle" && !codecs.Opens(stream.Codec))
                    .Select(stream => new IgnoredStream(stream.Index, stream.Codec)),
            ];
    }

    [GeneratedRegex(@"^  Stream #0:([0-9]{1,6})(?:\[[^\]]*\])?(?:\([^)]*\))?: (Video|Audio|Subtitle|Data|Attachment): (\w+)")]
    private static partial Regex StreamLine();
}
