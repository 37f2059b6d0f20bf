using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Reelsight.Core.Errors;

namespace Reelsight.Media.Tools;

/// <summary>
/// One run of a media tool: argument list (no shell), closed stdin, minimal environment, a private working folder,
/// resource limits, killed on cancel and on stall. The input file is only ever seen through the fixed name
/// <c>file:input</c> in the working folder, so no name a user chose reaches the command line and nothing beside
/// the file can be reached by a relative reference.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    /// <summary>How the tool names the input file it was given.</summary>
    public const string InputName = "file:input";

    private readonly Process _process;
    private readonly ErrorOutputBuffer _errors;
    private readonly Task _errorDrain;
    private readonly CancellationTokenRegistration _onCancel;
    private readonly CancellationToken _ct;
    private int _killed;

    private ChildProcess(
        Process process,
        string workFolder,
        ChildLimits limits,
        TimeProvider time,
        Action<string>? onErrorLine,
        CancellationToken ct
    )
    {
        _process = process;
        _ct = ct;
        WorkFolder = workFolder;
        _errors = new ErrorOutputBuffer(onErrorLine);
        _errorDrain = _errors.DrainAsync(process.StandardError);
        Output = new StallGuardStream(process.StandardOutput.BaseStream, limits.StallTimeout, time, OnStall);
        _onCancel = ct.Register(Kill);
    }

    /// <summary>The child's private working folder; removed with the child.</summary>
    public string WorkFolder { get; }

    /// <summary>The child's process id.</summary>
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
    /// <param name="ct">Kills the child.</param>
    /// <exception cref="MediaToolException">The tool is not installed, or cannot be started.</exception>
    public static ChildProcess Start(
        MediaTools tools,
        string tool,
        IEnumerable<string> arguments,
        string? inputPath,
        ChildLimits limits,
        Action<string>? onErrorLine = null,
        CancellationToken ct = default
    )
    {
        ct.ThrowIfCancellationRequested();
        var work = Path.Combine(tools.WorkRoot, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(work);
        try
        {
            if (inputPath is not null)
            {
                File.CreateSymbolicLink(Path.Combine(work, "input"), Path.GetFullPath(inputPath));
            }

            var process = new Process { StartInfo = CreateStartInfo(ToolPath.Resolve(tool), arguments, work, limits) };
            process.Start();
            process.StandardInput.Close();
            return new ChildProcess(process, work, limits, tools.Time, onErrorLine, ct);
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
        await using var child = Start(tools, tool, arguments, inputPath, limits, null, ct);
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
    public async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None);
        await _errorDrain;
        _ct.ThrowIfCancellationRequested();
        return HasStalled
            ? throw new MediaException(FailureCodes.FileBroken, "Reading the file made no progress for a long time and was stopped.")
            : _process.ExitCode;
    }

    /// <summary>Kills the child if it still runs, waits until it is gone, removes its working folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await _onCancel.DisposeAsync();
        Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _errorDrain;
        await Output.DisposeAsync();
        _process.Dispose();
        Directory.Delete(WorkFolder, recursive: true);
    }

    private static ProcessStartInfo CreateStartInfo(string tool, IEnumerable<string> arguments, string work, ChildLimits limits)
    {
        var info = new ProcessStartInfo
        {
            FileName = ToolPath.Prlimit ?? tool,
            WorkingDirectory = work,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (ToolPath.Prlimit is not null)
        {
            info.ArgumentList.Add(FormatLimit("as", limits.AddressSpaceBytes));
            info.ArgumentList.Add(FormatLimit("cpu", limits.CpuSec));
            info.ArgumentList.Add(FormatLimit("fsize", limits.FileBytes));
            info.ArgumentList.Add(FormatLimit("core", 0));
            info.ArgumentList.Add(tool); // prlimit becomes the tool, so the process id is the tool's
        }
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        var path = Environment.GetEnvironmentVariable("PATH");
        var libraries = Environment.GetEnvironmentVariable("LD_LIBRARY_PATH");
        info.Environment.Clear();
        info.Environment["PATH"] = path;
        if (libraries is not null)
        {
            info.Environment["LD_LIBRARY_PATH"] = libraries;
        }

        info.Environment["HOME"] = work;
        info.Environment["TMPDIR"] = work;
        info.Environment["LC_ALL"] = "C.UTF-8";
        return info;
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
            _process.Kill();
        }
    }
}
