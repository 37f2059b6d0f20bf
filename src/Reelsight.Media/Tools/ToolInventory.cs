using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Reelsight.Media.Tools;

/// <summary>What the media tools of this machine can do.</summary>
/// <param name="FfmpegVersion">Version of ffmpeg, as it prints it.</param>
/// <param name="FfmpegYear">The last year of its copyright notice, which is that of its last changes; null when it prints none.</param>
/// <param name="FfprobeVersion">Version of ffprobe, as it prints it.</param>
/// <param name="Decoders">Names of the codecs that can be read.</param>
/// <param name="Encoders">Names of the encoders.</param>
public sealed partial record ToolInventory(
    string FfmpegVersion,
    int? FfmpegYear,
    string FfprobeVersion,
    IReadOnlySet<string> Decoders,
    IReadOnlySet<string> Encoders
)
{
    /// <summary>Runs the tools and reads what they support.</summary>
    /// <exception cref="MediaToolException">A tool is missing or does not run.</exception>
    public static async Task<ToolInventory> QueryAsync(MediaTools tools, CancellationToken ct = default)
    {
        var ffmpeg = await AskAsync(tools, tools.Ffmpeg, "-version", ct);
        return new(
            ParseVersion(ffmpeg),
            ParseYear(ffmpeg),
            ParseVersion(await AskAsync(tools, tools.Ffprobe, "-version", ct)),
            ParseCodecNames(await AskAsync(tools, tools.Ffmpeg, "-decoders", ct)),
            ParseCodecNames(await AskAsync(tools, tools.Ffmpeg, "-encoders", ct))
        );
    }

    private static async Task<string> AskAsync(MediaTools tools, string tool, string question, CancellationToken ct)
    {
        var answer = await ChildProcess.RunAsync(tools, tool, ["-hide_banner", question], null, tools.ProbeLimits, ct: ct);
        return answer.ExitCode == 0
            ? Encoding.UTF8.GetString(answer.Output)
            : throw new MediaToolException($"{Path.GetFileName(tool)} does not run: {answer.ErrorText}");
    }

    private static string ParseVersion(string answer) =>
        VersionLine().Match(answer) is { Success: true } match ? match.Groups[1].Value : "unknown";

    private static int? ParseYear(string answer) =>
        CopyrightLine().Match(answer) is { Success: true } match
            ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : null;

    // A line of the list: six flags, the name of the coder, its description; a decoder that wraps a library names the codec at the end.
    private static HashSet<string> ParseCodecNames(string answer) =>
        [
            .. CoderLine()
                .Matches(answer)
                .SelectMany(match => new[] { match.Groups[1].Value, match.Groups[2].Value })
                .Where(name => name.Length > 0),
        ];

    [GeneratedRegex(@"^\w+ version (\S+)", RegexOptions.Multiline)]
    private static partial Regex VersionLine();

    [GeneratedRegex(@"Copyright \(c\) (?:\d{4}-)?(\d{4}) the FFmpeg developers")]
    private static partial Regex CopyrightLine();

    [GeneratedRegex(@"^ [VAS][A-Z.]{5} (\w+) .*?(?:\(codec (\w+)\))?\s*$", RegexOptions.Multiline)]
    private static partial Regex CoderLine();
}
