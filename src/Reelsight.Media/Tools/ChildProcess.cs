using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Reelsight.Core.Errors;
using Reelsight.Media.Sandboxing;

namespace Reelsight.Media.Tools;

/// <summary>
/// One run of a media tool: argument list, closed stdin, minimal environment, a private working folder, resource limits, the sandbox of
/// <see cref="MediaTools.Sandbox"/>, killed on cancel and on stall. The input file is only ever seen through the fixed name
/// <c>file:input</c> in the working folder, so no name a user chose reaches the tool and nothing beside the file can be reached by a
/// relative reference.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    /// <summary>How the tool names the input file it was given.</summary>
    public const string InputName = "file:input";

    // Older kernels count a user's threads over all namespaces.
    private static readonly Version _countsByNamespace = new(5, 14);

    private static readonly TimeSpan _drainTimeout = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly ErrorOutputBuffer _errors;
    private readonly Task _errorDrain;
    private readonly CancellationTokenRegistration _onCancel;
    private readonly CancellationToken _ct;
    private readonly string _tool;
    private readonly TimeProvider _time;
    private int _killed;

    private ChildProcess(
        Process process,
        string workFolder,
        MediaTools tools,
        string tool,
        ChildLimits limits,
        Action<string>? onErrorLine,
        CancellationToken ct
    )
    {
        _process = process;
        _tool = tool;
        _time = tools.Time;
        _ct = ct;
        WorkFolder = workFolder;
        _errors = new ErrorOutputBuffer(onErrorLine);
        _errorDrain = _errors.DrainAsync(process.StandardError);
        Output = new StallGuardStream(process.StandardOutput.BaseStream, limits.StallTimeout, tools.Time, OnStall);
        _onCancel = ct.Register(Kill);
    }

    /// <summary>The child's private working folder; removed with the child.</summary>
    public string WorkFolder { get; }

    /// <summary>The process id of the child, or of the sandbox around it.</summary>
    public int Id => _process.Id;

    /// <summary>The child's standard output. Waiting on it for longer than the stall limit kills the child.</summary>
    public Stream Output { get; }

    /// <summary>The first and last lines of the child's error stream, bounded.</summary>
    public string ErrorText => _errors.Text;

    /// <summary>True when the child was killed because it gave no output for the stall limit.</summary>
    public bool HasStalled { get; private set; }

    /// <summary>Starts <paramref name="tool"/>.</summary>
    /// <param name="tools">Paths, work root and clock.</param>
    /// <param name="tool">A full path or a name on PATH.</param>
    /// <param name="arguments">Arguments, passed one by one.</param>
    /// <param name="inputPath">The file that appears as <see cref="InputName"/>; null for none.</param>
    /// <param name="limits">What the child may use.</param>
    /// <param name="onErrorLine">Called for each line of the error stream.</param>
    /// <param name="mayWrite">Whether the tool writes files into <see cref="WorkFolder"/>; elsewhere it never may.</param>
    /// <param name="ct">Kills the child.</param>
    /// <exception cref="MediaToolException">The tool is not installed, or cannot be started.</exception>
    public static ChildProcess Start(
        MediaTools tools,
        string tool,
        IEnumerable<string> arguments,
        string? inputPath,
        ChildLimits limits,
        Action<string>? onErrorLine = null,
        bool mayWrite = false,
        CancellationToken ct = default
    )
    {
        ct.ThrowIfCancellationRequested();
        var work = Path.Combine(tools.WorkRoot, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(work);
        try
        {
            var command = tools.Sandbox.Wrap(
                new SandboxRequest(
                    ToolPath.Resolve(tool),
                    [.. arguments],
                    BuildLimiter(limits, tools),
                    Path.GetFullPath(work),
                    inputPath is null ? null : Path.GetFullPath(inputPath),
                    mayWrite
                )
            );
            var process = new Process { StartInfo = ProcessStarter.CreateStartInfo(command, work) };
            ProcessStarter.StartWithInput(process, command.StandardInput);
            return new ChildProcess(process, work, tools, tool, limits, onErrorLine, ct);
        }
        catch (Exception e)
        {
            Directory.Delete(work, recursive: true);
            if (e is Win32Exception)
            {
                throw new MediaToolException($"The program {Path.GetFileName(tool)} could not be started.", e);
            }

            throw;
        }
    }

    /// <summary>Runs a tool to its end and returns what it wrote, at most <paramref name="maxOutputBytes"/>.</summary>
    /// <exception cref="MediaException">The tool stalled, or wrote more than allowed.</exception>
    /// <exception cref="MediaToolException">The tool is not installed, or cannot be started.</exception>
    public static async Task<ChildOutput> RunAsync(
        MediaTools tools,
        string tool,
        IEnumerable<string> arguments,
        string? inputPath,
        ChildLimits limits,
        int maxOutputBytes = 64 << 20,
        CancellationToken ct = default
    )
    {
        await using var child = Start(tools, tool, arguments, inputPath, limits, ct: ct);
        using var output = new MemoryStream();
        var buffer = new byte[64 << 10];
        int read;
        while ((read = await child.Output.ReadAsync(buffer, ct)) > 0)
        {
            if (output.Length + read > maxOutputBytes)
            {
                throw new MediaException(FailureCodes.FileBroken, "The file describes itself with more data than any real video needs.");
            }

            output.Write(buffer, 0, read);
        }
        var exit = await child.WaitAsync();
        return new ChildOutput(exit, output.ToArray(), child.ErrorText);
    }

    /// <summary>Waits for the end of the child (its output must have been read) and returns its exit code.</summary>
    /// <exception cref="OperationCanceledException">The child was killed by the caller's token.</exception>
    /// <exception cref="MediaException">The child was killed because it stalled.</exception>
    /// <exception cref="MediaToolException">The sandbox could not be set up, so the tool was not run.</exception>
    public async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None);
        await EndDrainAsync();
        _ct.ThrowIfCancellationRequested();
        if (HasStalled)
        {
            throw new MediaException(FailureCodes.FileBroken, "Reading the file made no progress for a long time and was stopped.");
        }

        return MediaSandbox.IsSetupFailure(_process.ExitCode, ErrorText)
            ? throw new MediaToolException($"The program {Path.GetFileName(_tool)} could not be started in its sandbox: {ErrorText}")
            : _process.ExitCode;
    }

    /// <summary>Kills the child if it still runs, waits until it is gone, removes its working folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await _onCancel.DisposeAsync();
        Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await Output.DisposeAsync();
        await EndDrainAsync();
        _process.Dispose();
        DeleteWorkFolder();
    }

    // Whatever got away from the tree keeps the error stream open for as long as it lives; nobody waits that long.
    private async Task EndDrainAsync()
    {
        try
        {
            await _errorDrain.WaitAsync(_drainTimeout, _time);
        }
        catch (TimeoutException) { }
    }

    // prlimit becomes the tool; inside the sandbox, so that its user namespace is the one in which threads are counted.
    private static List<string> BuildLimiter(ChildLimits limits, MediaTools tools)
    {
        List<string> limiter =
            tools.Nice > 0 && ToolPath.Nice is { } nice ? [nice, "-n", tools.Nice.ToString(CultureInfo.InvariantCulture)] : [];
        if (ToolPath.Prlimit is null)
        {
            return limiter;
        }

        limiter.AddRange([
            ToolPath.Prlimit,
            FormatLimit("as", limits.AddressSpaceBytes),
            FormatLimit("cpu", limits.CpuSec),
            FormatLimit("fsize", limits.FileBytes),
            FormatLimit("core", 0),
        ]);
        if (tools.Sandbox.Level >= SandboxLevel.Namespaces && Environment.OSVersion.Version >= _countsByNamespace)
        {
            limiter.Add(FormatLimit("nproc", limits.MaxThreads));
        }

        return limiter;
    }

    private static string FormatLimit(string name, long value) => string.Create(CultureInfo.InvariantCulture, $"--{name}={value}");

    private void OnStall()
    {
        HasStalled = true;
        Kill();
    }

    private void Kill()
    {
        if (Interlocked.Exchange(ref _killed, 1) == 0 && !_process.HasExited)
        {
            // Also in a sandbox, which ends with its first process only once it has been set up.
            _process.Kill(entireProcessTree: true);
        }
    }

    // The last process of the tree may still be ending, and writing, when its output is closed. What is left goes at the next start.
    private void DeleteWorkFolder()
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            try
            {
                Directory.Delete(WorkFolder, recursive: true);
                return;
            }
            catch (IOException) when (Directory.Exists(WorkFolder)) { }
            catch (DirectoryNotFoundException)
            {
                return;
            }
        }
    }
}
