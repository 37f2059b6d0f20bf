using System.Diagnostics;

namespace Reelsight.Bench.Soak;

/// <summary>A server process from outside.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri? address) => (_process, Address) = (process, address);

    /// <summary>Where it listens; null when it died before it did.</summary>
    public Uri? Address { get; }

    /// <summary>Starts one and waits until it can serve, or has died.</summary>
    public static async Task<ServerProcess> StartAsync(string dataDir, string killAt)
    {
        var process = Launch(dataDir, killAt);
        var line = await process.StandardOutput.ReadLineAsync();
        return new ServerProcess(process, line is null ? null : new Uri(line));
    }

    /// <summary>Starts one and does not wait.</summary>
    public static ServerProcess Begin(string dataDir) => new(Launch(dataDir, SoakServer.Never), null);

    /// <summary>Ends it with the signal that nothing can catch, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Whether it has died.</summary>
    public bool HasEnded => _process.HasExited;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
        _process.Dispose();
    }

    private static Process Launch(string dataDir, string killAt) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [typeof(SoakServer).Assembly.Location, SoakServer.Command, dataDir, killAt])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                // The compiler's first tier is enough for a life of a second.
                Environment = { ["DOTNET_TieredPGO"] = "0" },
            }
        )!;
}
