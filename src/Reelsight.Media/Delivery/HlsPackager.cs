using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Reelsight.Core.Errors;
using Reelsight.Media.Probe;
using Reelsight.Media.Tools;

namespace Reelsight.Media.Delivery;

/// <summary>
/// Turns a file into an HLS stream a browser plays: copied as it is where that is possible (H.264 4:2:0 with AAC or
/// no audio), else transcoded one segment at a time, when it is asked for. Everything is kept in the given folder;
/// a file there is always whole, and requests for the same one do the work once.
/// </summary>
public sealed partial class HlsPackager(MediaTools tools)
{
    /// <summary>Name of the playlist inside the folder.</summary>
    public const string PlaylistName = "index.m3u8";

    private const int CopySegmentSec = 6;

    // Marks a folder whose file is too damaged to be copied; decoders get over what stops a copy.
    private const string CopyFailedMarker = "copy-failed";
    private readonly ConcurrentDictionary<string, Lazy<Task<bool>>> _running = new();
    private static readonly SemaphoreSlim Slots = new(2); // transcoding more at once only makes each slower

    /// <summary>Whether the file is copied rather than transcoded.</summary>
    public static bool CanCopy(MediaInfo info) =>
        info.Kind == MediaKind.Video
        && info.Video is { Codec: "h264", PixelFormat: "yuv420p" or "yuvj420p", Rotation: 0, IsMirrored: false, ScanType: not "interlaced" }
        && info.Audio is null or { Codec: "aac" }
        && info.Container is "mp4" or "mov" or "matroska" or "mpegts" or "flv";

    /// <summary>The path of the playlist, made now if need be.</summary>
    /// <param name="info">The probed file, video or audio.</param>
    /// <param name="folder">Folder of this file's stream; made if absent.</param>
    /// <param name="ct">Ends the wait; work others may wait for goes on.</param>
    /// <exception cref="MediaException">Nothing in the file can be decoded.</exception>
    public async Task<string> GetPlaylistAsync(MediaInfo info, string folder, CancellationToken ct = default) =>
        await GetFileAsync(info, folder, PlaylistName, ct) ?? throw ProbeFailure.NothingDecoded("part", "");

    /// <summary>
    /// The path of segment <paramref name="number"/>, counted from 0, made now if need be; null when there is no such segment.
    /// </summary>
    /// <param name="info">The probed file.</param>
    /// <param name="folder">Folder of this file's stream.</param>
    /// <param name="number">Number of the segment.</param>
    /// <param name="ct">Ends the wait; work others may wait for goes on.</param>
    public Task<string?> GetSegmentAsync(MediaInfo info, string folder, int number, CancellationToken ct = default) =>
        GetFileAsync(info, folder, FormatSegmentName(number), ct);

    /// <summary>
    /// The path of the playlist or a segment by its name in the playlist, made now if need be; null for any other name
    /// or when there is no such segment.
    /// </summary>
    /// <param name="info">The probed file.</param>
    /// <param name="folder">Folder of this file's stream.</param>
    /// <param name="name">"index.m3u8" or "seg00000.ts"...</param>
    /// <param name="ct">Ends the wait; work others may wait for goes on.</param>
    public async Task<string?> GetFileAsync(MediaInfo info, string folder, string name, CancellationToken ct = default)
    {
        var number = ParseSegmentNumber(name);
        if (name != PlaylistName && number is null)
        {
            return null;
        }

        var path = Path.Combine(folder, name);
        if (File.Exists(path))
        {
            return path;
        }

        Directory.CreateDirectory(folder);
        var copied = CanCopy(info) && !File.Exists(Path.Combine(folder, CopyFailedMarker));
        // Without the key of the whole folder two segments of a copied file would copy it twice.
        var key = Path.GetFullPath(copied ? Path.Combine(folder, PlaylistName) : path);
        var made = await RunOnceAsync(key, () => copied ? CopyAsync(info, folder, name) : CreateAsync(info, path, number)).WaitAsync(ct);
        if (copied && !made)
        {
            return await GetFileAsync(info, folder, name, ct);
        }

        return made && File.Exists(path) ? path : null;
    }

    private Task<bool> RunOnceAsync(string key, Func<Task<bool>> work) =>
        _running
            .GetOrAdd(key, _ => new Lazy<Task<bool>>(async () =>
            {
                await Slots.WaitAsync();
                try
                {
                    return await Task.Run(work);
                }
                finally
                {
                    Slots.Release();
                    _running.TryRemove(key, out var _);
                }
            }))
            .Value;

    private async Task<bool> CreateAsync(MediaInfo info, string path, int? segment)
    {
        if (File.Exists(path)) // made while this waited for its turn
        {
            return true;
        }

        var grid = new HlsSegmentGrid(info);
        if (segment is not { } number)
        {
            var partial = path + ".part";
            await File.WriteAllTextAsync(partial, grid.BuildPlaylist(FormatSegmentName));
            File.Move(partial, path, overwrite: true);
            return true;
        }
        if (number >= grid.Count)
        {
            return false;
        }

        await using var child = ChildProcess.Start(
            tools,
            tools.Ffmpeg,
            HlsTranscoder.BuildArguments(tools, info, grid, number),
            info.Path,
            tools.DecodeLimits
        );
        return await AtomicFile.WriteAsync(child, path, CancellationToken.None);
    }

    private async Task<bool> CopyAsync(MediaInfo info, string folder, string name)
    {
        // A segment that the playlist names and that is missing was deleted since: all are copied again.
        var playlist = Path.Combine(folder, PlaylistName);
        if (
            File.Exists(playlist)
            && (File.Exists(Path.Combine(folder, name)) || !(await File.ReadAllLinesAsync(playlist)).Contains(name, StringComparer.Ordinal))
        )
        {
            return true;
        }

        string[] arguments =
        [
            // progress goes to the output, so that a stall is seen
            .. InputArguments.Ffmpeg,
            "-progress",
            "pipe:1",
            // a file that was cut off ends with its last whole packet
            .. InputArguments.Input(tools, "-fflags", "+discardcorrupt"),
            "-map",
            $"0:{info.Video!.Index}",
            .. info.Audio is { } audio ? (string[])["-map", $"0:{audio.Index}"] : [],
            "-c",
            "copy",
            "-muxdelay",
            "0",
            "-muxpreload",
            "0",
            "-f",
            "hls",
            "-hls_time",
            CopySegmentSec.ToString(CultureInfo.InvariantCulture),
            "-hls_playlist_type",
            "vod",
            "-hls_list_size",
            "0",
            "-hls_segment_filename",
            "seg%05d.ts",
            PlaylistName,
        ];
        var local = tools with { WorkRoot = folder }; // beside its target, so that moving is renaming
        await using var child = ChildProcess.Start(local, tools.Ffmpeg, arguments, info.Path, tools.DecodeLimits, mayWrite: true);
        await child.Output.CopyToAsync(Stream.Null);
        if (await child.WaitAsync() != 0)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, CopyFailedMarker), []);
            return false;
        }
        foreach (var segment in Directory.EnumerateFiles(child.WorkFolder, "seg*.ts"))
        {
            MoveOutput(segment, folder);
        }
        // The playlist last: where it is, the segments are.
        MoveOutput(Path.Combine(child.WorkFolder, PlaylistName), folder);
        return true;
    }

    // A link that a decoder made would be followed by whoever serves the file, outside the sandbox.
    private static void MoveOutput(string path, string folder)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            throw new MediaException(FailureCodes.FileBroken, "Reading the file made a media tool write something else than a stream.");
        }

        File.Move(path, Path.Combine(folder, Path.GetFileName(path)), overwrite: true);
    }

    private static string FormatSegmentName(int number) => string.Create(CultureInfo.InvariantCulture, $"seg{number:00000}.ts");

    private static int? ParseSegmentNumber(string name) =>
        SegmentPattern().Match(name) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^seg(\d{5})\.ts\z")]
    private static partial Regex SegmentPattern();
}
