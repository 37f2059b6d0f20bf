using System.Diagnostics;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.TestSupport;

namespace Reelsight.EndToEnd.Tests.Hosting;

/// <summary>The built server as a process of its own over a data folder that outlives it.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    public const string Key = "tlk_secret_of_the_owner";
    private const int Terminate = 15;

    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource<Uri?> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(string dataDir, IEnumerable<string> options)
    {
        // The last folder of the output names the configuration: debug or release.
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = RepositoryRoot.Combine("artifacts", "bin", "Reelsight.Cli", configuration, "reelsight.dll");
        var start = new ProcessStartInfo("dotnet", [program, "serve", "--port", "0", "--data", dataDir, .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["REELSIGHT_API_KEY"] = Key;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _ = EndAsync();
    }

    /// <summary>Speaks to it with the owner's key.</summary>
    public HttpClient Client { get; } = new();

    /// <summary>Everything it has printed.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts a server and waits until it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(string dataDir, params IEnumerable<string> options)
    {
        var server = new ServerProcess(dataDir, options);
        var url = await server._ready.Task.WaitAsync(Requests.Patience)
            ?? throw new InvalidOperationException($"The server ended: {server.Log}");
        server.Client.BaseAddress = url;
        server.Client.DefaultRequestHeaders.Add("x-api-key", Key);
        return server;
    }

    /// <summary>Starts a server that is expected to refuse, and waits for its end.</summary>
    public static async Task<ServerProcess> RefusedAsync(string dataDir, params IEnumerable<string> options)
    {
        var server = new ServerProcess(dataDir, options);
        Assert.Null(await server._ready.Task.WaitAsync(Requests.Patience));
        return server;
    }

    public async Task<string> CreateIndexAsync(string name)
    {
        using var answer = await Client.PostAsJsonAsync(
            "indexes",
            new { index_name = name, models = new[] { new { model_name = "marengo3.0", model_options = new[] { "visual", "audio" } } } }
        );
        return (await answer.JsonAsync(System.Net.HttpStatusCode.Created)).Id();
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a service manager does.</summary>
    public async Task StopAsync()
    {
        Assert.Equal(0, Signal(_process.Id, Terminate));
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        Client.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_log)
        {
            _log.AppendLine(line);
        }

        const string announced = "Reelsight is ready at ";
        if (line.StartsWith(announced, StringComparison.Ordinal))
        {
            _ready.TrySetResult(new Uri(line[announced.Length..].Split(' ')[0] + "/"));
        }
    }

    private async Task EndAsync()
    {
        await _process.WaitForExitAsync();
        _ready.TrySetResult(null);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int process, int signal);
}
