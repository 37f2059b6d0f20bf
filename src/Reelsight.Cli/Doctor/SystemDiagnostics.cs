using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Reelsight.Analysis.LanguageModels;
using Reelsight.Cli.Hosting;
using Reelsight.Cli.Output;
using Reelsight.Inference.Onnx;
using Reelsight.Inference.Packs;
using Reelsight.Server.Settings;

namespace Reelsight.Cli.Doctor;

/// <summary>Checks everything that the server needs of the machine. Writes nothing but an empty file, which it deletes.</summary>
internal sealed class SystemDiagnostics(ServerSettings settings)
{
    private const long LowDiskBytes = 5_000_000_000;

    public async Task<IReadOnlyList<SystemCheck>> RunAsync(CancellationToken ct)
    {
        var store = ModelSetup.CreateStore(settings.ModelsDir);
        return
        [
            CheckRuntime(),
            CheckPlatform(),
            .. await new MediaToolDiagnostics(settings, TimeProvider.System).RunAsync(ct),
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
