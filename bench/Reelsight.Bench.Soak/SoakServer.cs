using System.Diagnostics;
using System.Runtime.InteropServices;
using Reelsight.Server.Hosting;
using Reelsight.Server.Settings;

namespace Reelsight.Bench.Soak;

/// <summary>
/// The server as a process of its own, which runs until it is killed. It may kill itself at the boundary of a stage, with the signal that
/// nothing can catch: at the start or the end of a span of its traces.
/// </summary>
internal static partial class SoakServer
{
    /// <summary>The first argument of the process.</summary>
    public const string Command = "serve";

    /// <summary>The second argument for a server that does not kill itself.</summary>
    public const string Never = "never";

    /// <summary>The API key.</summary>
    public const string Key = "tlk_soak_of_this_program";

    private const int KillSignal = 9;

    public static async Task RunAsync(string dataDir, string killAt)
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Reelsight", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = span => DieAt($"start:{span.OperationName}", killAt),
            ActivityStopped = span => DieAt($"end:{span.OperationName}", killAt),
        };
        if (killAt != Never)
        {
            ActivitySource.AddActivityListener(listener);
        }
        var app = ReelsightServer.Build(
            new ServerSettings
            {
                DataDir = dataDir,
                Port = 0,
                ApiKey = Key,
                Workers = 2,
                Lease = TimeSpan.FromSeconds(3),
            }
        );
        await ReelsightServer.EnsureKeyAsync(app, CancellationToken.None);
        await app.StartAsync();
        await ReelsightServer.WaitUntilReadyAsync(app, CancellationToken.None);
        Console.WriteLine(app.Urls.First());
        await Task.Delay(Timeout.Infinite);
    }

    private static void DieAt(string point, string killAt)
    {
        if (point == killAt)
        {
            _ = Kill(Environment.ProcessId, KillSignal);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
