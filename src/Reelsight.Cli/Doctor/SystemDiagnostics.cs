using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Reelsight.Analysis.LanguageModels;
using Reelsight.Cli.Hosting;
using Reelsight.Cli.Output;
using Reelsight.Core.Errors;
using Reelsight.Inference.Onnx;
using Reelsight.Inference.Packs;
using Reelsight.Media.Tools;
using Reelsight.Server.Settings;

namespace Reelsight.Cli.Doctor;

/// <summary>Checks everything that the server needs of the machine. Writes nothing but an empty file, which it deletes.</summary>
internal sealed class SystemDiagnostics(ServerSettings settings)
{
    // Decoders without which common footage cannot be read, and encoders without which streams and thumbnails cannot be made.
    private static readonly string[] _decoders = ["h264", "hevc", "vp9", "av1", "mpeg2video", "mpeg4", "aac", "mp3", "opus", "vorbis"];
    private static readonly string[] _encoders = ["libx264", "aac", "mjpeg"];
    private const long LowDiskBytes = 5_000_000_000;

    public async Task<IReadOnlyList<SystemCheck>> RunAsync(CancellationToken ct)
    {
        var store = ModelSetup.CreateStore(settings.ModelsDir);
        return
        [
            CheckRuntime(),
            CheckPlatform(),
            .. await CheckMediaToolsAsync(ct),
            CheckWordNet(),
            CheckModels(store),
            CheckOnnxRuntime(),
            CheckDataFolder(),
            CheckDiskSpace(),
            CheckPort(),
            await CheckGenerationAsync(ct),
        ];
    }

    private static SystemCheck CheckRuntime() =>
        Environment.Version.Major >= 10
            ? SystemCheck.Good(".NET", $"Version {Environment.Version}.")
            : SystemCheck.Bad(".NET", $"Version {Environment.Version}.", "Install the .NET 10 SDK.");

    private static SystemCheck CheckPlatform() =>
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64
            ? SystemCheck.Good("machine", $"{RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} cores.")
            : SystemCheck.Bad(
                "machine",
                $"{RuntimeInformation.RuntimeIdentifier}.",
                "The native runtime of the default models is for Linux on x64; run Reelsight there, for example in a container."
            );

    private static async Task<IReadOnlyList<SystemCheck>> CheckMediaToolsAsync(CancellationToken ct)
    {
        const string remedy = "Install ffmpeg 5 or later: apt-get install ffmpeg";
        try
        {
            var inventory = await ToolInventory.QueryAsync(new MediaTools(), ct);
            var missing = _decoders
                .Where(name => !inventory.Decoders.Contains(name))
                .Concat(_encoders.Where(name => !inventory.Encoders.Contains(name)))
                .ToList();
            return
            [
                SystemCheck.Good("ffmpeg", $"Version {inventory.FfmpegVersion}, ffprobe {inventory.FfprobeVersion}."),
                missing.Count == 0
                    ? SystemCheck.Good("codecs", "All common ones are there.")
                    : SystemCheck.Weak(
                        "codecs",
                        $"This ffmpeg was built without {string.Join(", ", missing)}.",
                        "Install the full ffmpeg of your distribution; files in these formats fail until then."
                    ),
                MediaTools.LimitsAreEnforced
                    ? SystemCheck.Good("limits", "Memory and CPU limits of media tools are enforced.")
                    : SystemCheck.Weak(
                        "limits",
                        "The program prlimit is missing, so media tools run without memory and CPU limits.",
                        "apt-get install util-linux"
                    ),
            ];
        }
        catch (Exception cause) when (cause is MediaException or MediaToolException)
        {
            return [SystemCheck.Bad("ffmpeg", cause.Message, remedy)];
        }
    }

    private static SystemCheck CheckWordNet() =>
        File.Exists(Path.Combine(WordNetFolder, "data.noun"))
            ? SystemCheck.Good("words", $"WordNet is in {WordNetFolder}.")
            : SystemCheck.Bad(
                "words",
                $"WordNet is not in {WordNetFolder}, so \"animal\" cannot reach a dog.",
                "apt-get install wordnet-base"
            );

    private static string WordNetFolder =>
        Environment.GetEnvironmentVariable("REELSIGHT_WORDNET") is { Length: > 0 } folder ? folder : "/usr/share/wordnet";

    private static SystemCheck CheckModels(ModelStore store)
    {
        var open = store.GetStatuses().Where(status => status.State != PackState.Ready).ToList();
        return open.Count == 0
            ? SystemCheck.Good("models", $"All {store.GetStatuses().Count} packages are in {store.Root}.")
            : SystemCheck.Bad("models", string.Join(" ", open.Select(status => status.Reason)), "./reelsight models fetch");
    }

    private static SystemCheck CheckOnnxRuntime()
    {
        try
        {
            return SystemCheck.Good("ONNX Runtime", $"Version {OnnxEnvironment.Version} loads.");
        }
        catch (OnnxException cause)
        {
            return SystemCheck.Bad("ONNX Runtime", cause.Message, "build Reelsight on this machine: the library comes with the build");
        }
    }

    private SystemCheck CheckDataFolder()
    {
        try
        {
            Directory.CreateDirectory(settings.DataDir);
            var probe = Path.Combine(settings.DataDir, $".doctor-{Environment.ProcessId}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return SystemCheck.Good("data folder", $"{settings.DataDir} can be written.");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return SystemCheck.Bad(
                "data folder",
                $"{settings.DataDir} cannot be written: {cause.Message}",
                "Choose another folder with --data or REELSIGHT_DATA, or mend its permissions."
            );
        }
    }

    private SystemCheck CheckDiskSpace()
    {
        var existing = settings.DataDir;
        while (!Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing)!;
        }

        var free = new DriveInfo(existing).AvailableFreeSpace;
        return free >= LowDiskBytes
            ? SystemCheck.Good("disk", $"{DisplayFormat.FormatBytes(free)} are free for data.")
            : SystemCheck.Weak(
                "disk",
                $"Only {DisplayFormat.FormatBytes(free)} are free for data; every video is kept there with its stream.",
                "Make room, or choose another folder with --data."
            );
    }

    private async Task<SystemCheck> CheckGenerationAsync(CancellationToken ct) =>
        await EndpointCheck.RunAsync(settings.Generation, TimeProvider.System, ct) switch
        {
            null => SystemCheck.Good("generation", "No language model is set up; the composer writes the answers."),
            { Works: true, IsUnlisted: false } good => SystemCheck.Good("generation", good.Message),
            { Works: true } weak => SystemCheck.Weak(
                "generation",
                weak.Message,
                "Set REELSIGHT_GENERATION_MODEL to one of the names it lists, unless it serves its one model under any name."
            ),
            // Answers are given without it.
            var failing => SystemCheck.Weak(
                "generation",
                failing.Message,
                "Start the model's server, or mend the settings REELSIGHT_GENERATION_*; until then the composer writes the answers."
            ),
        };

    private SystemCheck CheckPort()
    {
        if (new DataFolder(settings.DataDir).ReadEndpoint() is { } running && running.Url.Port == settings.Port)
        {
            return SystemCheck.Good("port", $"Port {settings.Port} is used by the server of this data folder.");
        }
        try
        {
            using var listener = new TcpListener(
                IPAddress.TryParse(settings.Host, out var address) ? address : IPAddress.Loopback,
                settings.Port
            );
            listener.Start();
            return SystemCheck.Good("port", $"Port {settings.Port} of {settings.Host} is free.");
        }
        catch (SocketException cause)
        {
            return SystemCheck.Bad(
                "port",
                $"Port {settings.Port} of {settings.Host} cannot be used: {cause.Message}",
                "Choose another with --port or REELSIGHT_PORT."
            );
        }
    }
}
