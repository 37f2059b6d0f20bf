using Reelsight.Core.Errors;
using Reelsight.Media.Sandboxing;
using Reelsight.Media.Tools;
using Reelsight.Server.Settings;

namespace Reelsight.Cli.Doctor;

/// <summary>Checks ffmpeg, its age, and the sandbox that it runs in.</summary>
internal sealed class MediaToolDiagnostics(ServerSettings settings, TimeProvider clock)
{
    // Decoders without which common footage cannot be read, and encoders without which streams and thumbnails cannot be made.
    private static readonly string[] _decoders = ["h264", "hevc", "vp9", "av1", "mpeg2video", "mpeg4", "aac", "mp3", "opus", "vorbis"];
    private static readonly string[] _encoders = ["libx264", "aac", "mjpeg"];

    public async Task<IReadOnlyList<SystemCheck>> RunAsync(CancellationToken ct)
    {
        try
        {
            var sandbox = settings.Sandbox is { } level ? MediaSandbox.Demand(level) : MediaSandbox.Strongest;
            var inventory = await ToolInventory.QueryAsync(new MediaTools { Sandbox = sandbox }, ct);
            return [CheckVersion(inventory), CheckCodecs(inventory), CheckLimits(), CheckSandbox(sandbox)];
        }
        catch (SandboxUnavailableException cause)
        {
            return [SystemCheck.Bad("sandbox", cause.Message, "Do as it says, or set REELSIGHT_SANDBOX=auto.")];
        }
        catch (Exception cause) when (cause is MediaException or MediaToolException)
        {
            return [SystemCheck.Bad("ffmpeg", cause.Message, "Install ffmpeg 5 or later: apt-get install ffmpeg")];
        }
    }

    private SystemCheck CheckVersion(ToolInventory inventory)
    {
        var age = FfmpegAge.Read(inventory.FfmpegVersion, inventory.FfmpegYear);
        var finding = $"Version {inventory.FfmpegVersion}, ffprobe {inventory.FfprobeVersion}. {age.Describe()}";
        return age.IsOutdated(clock.GetUtcNow().Year)
            ? SystemCheck.Weak(
                "ffmpeg",
                finding,
                "Its decoders miss security fixes. Run apt-get update && apt-get install ffmpeg, or take a newer release of the system."
            )
            : SystemCheck.Good("ffmpeg", finding);
    }

    private static SystemCheck CheckCodecs(ToolInventory inventory)
    {
        var missing = _decoders
            .Where(name => !inventory.Decoders.Contains(name))
            .Concat(_encoders.Where(name => !inventory.Encoders.Contains(name)))
            .ToList();
        return missing.Count == 0
            ? SystemCheck.Good("codecs", "All common ones are there.")
            : SystemCheck.Weak(
                "codecs",
                $"This ffmpeg was built without {string.Join(", ", missing)}.",
                "Install the full ffmpeg of your distribution; files in these formats fail until then."
            );
    }

    private static SystemCheck CheckLimits() =>
        MediaTools.LimitsAreEnforced
            ? SystemCheck.Good("limits", "Memory and CPU limits of media tools are enforced.")
            : SystemCheck.Weak(
                "limits",
                "The program prlimit is missing, so media tools run without memory and CPU limits.",
                "apt-get install util-linux"
            );

    private static SystemCheck CheckSandbox(MediaSandbox sandbox) =>
        sandbox.Level == SandboxLevel.Bubblewrap
            ? SystemCheck.Good("sandbox", sandbox.Description)
            : SystemCheck.Weak(
                "sandbox",
                string.Join(' ', sandbox.Description, sandbox.Obstacle).TrimEnd(),
                sandbox.Remedy ?? "Set REELSIGHT_SANDBOX=auto to have the strongest that this machine offers."
            );
}
