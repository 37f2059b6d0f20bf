using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Reelsight.Media.Sandboxing;
using Reelsight.Media.Tools;

namespace Reelsight.Media.Tests.Sandboxing;

/// <summary>What a tool that a file has taken over can reach, tried in earnest.</summary>
public sealed class SandboxTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reelsight-sandbox-tests-").FullName;

    // Not beside the input: the sandbox has the folder of a tool that is shown, though nothing else in it.
    private readonly string _toolFolder = Directory.CreateTempSubdirectory("reelsight-sandbox-tool-").FullName;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SandboxTests() => _listener.Start();

    public static TheoryData<SandboxLevel> Strong => [SandboxLevel.Bubblewrap, SandboxLevel.Namespaces];

    public void Dispose()
    {
        _listener.Dispose();
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_toolFolder, recursive: true);
    }

    [Fact]
    public async Task In_bubblewrap_everything_but_reading_the_input_is_refused()
    {
        var attempts = await RunHostileToolAsync(SandboxLevel.Bubblewrap, mayWrite: false);
        Assert.Equal(21, attempts.Count);
        Assert.Equal(HostileTool.Permitted, attempts.Where(attempt => attempt.Value).Select(attempt => attempt.Key));
    }

    [Fact]
    public async Task In_namespaces_nothing_outside_can_be_reached()
    {
        var attempts = await RunHostileToolAsync(SandboxLevel.Namespaces, mayWrite: false);
        // No filter of system calls: what these do stays in the namespaces.
        string[] harmless = ["ptrace", "unshare", "keyctl", "bpf", "io_uring_setup", "fork"];
        Assert.Equal(
            HostileTool.Permitted,
            attempts.Where(attempt => attempt.Value && !harmless.Contains(attempt.Key)).Select(attempt => attempt.Key)
        );
    }

    [Theory]
    [MemberData(nameof(Strong))]
    public async Task A_call_that_writes_reaches_its_own_folder_alone(SandboxLevel level)
    {
        var attempts = await RunHostileToolAsync(level, mayWrite: true);
        Assert.True(attempts["write-here"]);
        Assert.False(attempts["write-input"]);
        Assert.False(attempts["write-beside"]);
        Assert.Equal(["input.mp4", "neighbour", "secret"], ListFiles());
    }

    [Theory]
    [MemberData(nameof(Strong))]
    public async Task The_whole_tree_dies_with_the_call(SandboxLevel level)
    {
        var tool = HostileTool.Write(_toolFolder);
        using var cancel = new CancellationTokenSource();
        var child = ChildProcess.Start(
            ToolsIn(level),
            tool,
            WriteArguments(stay: true),
            Path.Combine(_folder, "input.mp4"),
            new ChildLimits(),
            ct: cancel.Token
        );
        using (var lines = new StreamReader(child.Output, leaveOpen: true))
        {
            while (await lines.ReadLineAsync(CancellationToken.None) is { } line && line != "staying") { }
        }

        Assert.True(HostileTool.IsRunning(tool));
        await cancel.CancelAsync();
        await child.DisposeAsync();
        await GoneAsync(tool);
    }

    [Theory]
    [MemberData(nameof(Strong))]
    public async Task The_whole_tree_dies_with_the_server(SandboxLevel level)
    {
        var tool = HostileTool.Write(_toolFolder);
        var work = Directory.CreateDirectory(Path.Combine(_folder, "work")).FullName;
        var arguments = WriteArguments(stay: true);
        var command = Demand(level).Wrap(new SandboxRequest(tool, arguments, [], work, Path.Combine(_folder, "input.mp4"), false));
        // Stands in for the server: starts the child, and is killed the hard way.
        const string server = "my $child = fork(); if ($child == 0) { exec(@ARGV) or exit(1); } close(STDOUT); close(STDERR); sleep(600);";
        using var parent = new Process
        {
            StartInfo = ProcessStarter.CreateStartInfo(
                command with
                {
                    Arguments = ["/usr/bin/perl", "-e", server, .. command.Arguments],
                },
                work
            ),
        };
        ProcessStarter.StartWithInput(parent, command.StandardInput);
        string? line;
        do
        {
            line = await parent.StandardOutput.ReadLineAsync();
        } while (line is not null && line != "staying");

        Assert.True(line == "staying", line ?? await parent.StandardError.ReadToEndAsync());
        Assert.True(HostileTool.IsRunning(tool));
        parent.Kill();
        Assert.Equal("", await parent.StandardOutput.ReadToEndAsync()); // ends when the last that could write to it is gone
        await GoneAsync(tool);
    }

    [Fact]
    public async Task A_child_outlives_the_thread_that_asked_for_it()
    {
        ChildProcess? child = null;
        var thread = new Thread(() => child = ChildProcess.Start(TestClips.Tools, "yes", [], null, new ChildLimits()));
        thread.Start();
        thread.Join();
        var buffer = new byte[1 << 20]; // far more than a pipe holds
        Assert.Equal(buffer.Length, await child!.Output.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false));
        await child.DisposeAsync();
    }

    [Fact]
    public async Task A_sandbox_that_cannot_be_set_up_is_no_fault_of_the_file()
    {
        var gone = Path.Combine(_folder, "gone.mp4");
        await Assert.ThrowsAsync<MediaToolException>(() =>
            ChildProcess.RunAsync(ToolsIn(SandboxLevel.Bubblewrap), "ffprobe", ["-version"], gone, new ChildLimits())
        );
    }

    [Fact]
    public async Task Where_there_are_limits_alone_they_hold_and_it_is_said()
    {
        var tools = ToolsIn(SandboxLevel.Limits);
        string[] script = ["-c", "ulimit -t; cat /proc/self/status; export -p"];
        var output = await ChildProcess.RunAsync(tools, "sh", script, null, new ChildLimits { CpuSec = 77 });
        var lines = Encoding.UTF8.GetString(output.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("77", lines[0]);
        Assert.Contains("NoNewPrivs:\t1", lines);
        Assert.Contains("CapEff:\t0000000000000000", lines);
        string[] usual = ["HOME", "LC_ALL", "PATH", "TMPDIR", "LD_LIBRARY_PATH", "PWD", "OLDPWD"];
        var names = lines.Where(line => line.StartsWith("export ", StringComparison.Ordinal)).Select(line => line[7..].Split('=')[0]);
        Assert.Empty(names.Except(usual));
        Assert.Contains("rights of the server's user", tools.Sandbox.Description, StringComparison.Ordinal);
    }

    private async Task<Dictionary<string, bool>> RunHostileToolAsync(SandboxLevel level, bool mayWrite)
    {
        var tool = HostileTool.Write(_toolFolder);
        await using var child = ChildProcess.Start(
            ToolsIn(level),
            tool,
            WriteArguments(stay: false),
            Path.Combine(_folder, "input.mp4"),
            new ChildLimits(),
            mayWrite: mayWrite
        );
        using var output = new MemoryStream();
        await child.Output.CopyToAsync(output);
        var exit = await child.WaitAsync();
        Assert.True(exit == 0, child.ErrorText);
        if (level >= SandboxLevel.Namespaces)
        {
            await GoneAsync(tool);
        }

        return Encoding
            .UTF8.GetString(output.ToArray())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('='))
            .ToDictionary(line => line[0], line => line[1] == "done");
    }

    private IReadOnlyList<string> WriteArguments(bool stay)
    {
        foreach (var name in (string[])["input.mp4", "neighbour", "secret"])
        {
            File.WriteAllText(Path.Combine(_folder, name), "bytes");
        }

        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        return HostileTool.Arguments(port, Path.Combine(_folder, "secret"), Path.Combine(_folder, "neighbour"), _folder, stay);
    }

    private IEnumerable<string?> ListFiles() => Directory.EnumerateFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private MediaTools ToolsIn(SandboxLevel level) =>
        TestClips.Tools with
        {
            Sandbox = Demand(level),
            WorkRoot = Path.Combine(_folder, "runs"),
        };

    private static MediaSandbox Demand(SandboxLevel level)
    {
        try
        {
            return MediaSandbox.Demand(level);
        }
        catch (SandboxUnavailableException e)
        {
            Assert.Skip(e.Message);
            throw;
        }
    }

    // The kernel ends the last processes of a tree a moment after the first.
    private static async Task GoneAsync(string tool)
    {
        while (HostileTool.IsRunning(tool))
        {
            await Task.Yield();
        }
    }
}
