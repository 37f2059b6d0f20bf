using Reelsight.Media.Sandboxing;

namespace Reelsight.Media.Tests.Sandboxing;

/// <summary>
/// Stands in for a media tool that a file has taken over: it tries everything it should not be able to do and prints for each attempt
/// "name=done" or "name=refused". Every Debian has the Perl that runs it.
/// </summary>
internal static class HostileTool
{
    private const string Source = """
        #!/usr/bin/perl
        use strict;
        use Socket;
        $| = 1;
        my ($server, $port, $secret, $neighbour, $folder, %number) = @ARGV;
        sub report { my ($name, $done) = @_; print "$name=", $done ? "done" : "refused", "\n"; }
        sub readable { my ($path) = @_; open(my $file, '<', $path) or return 0; my $got = sysread($file, my $bytes, 1); return $got; }
        sub writable { my ($path, $mode) = @_; open(my $file, $mode // '>', $path) or return 0; return syswrite($file, "x"); }
        sub call { my $name = shift; my $result = syscall($number{$name} + 0, @_); report($name, $result != -1); return $result; }

        report("input", readable("input"));
        report("accounts", readable("/etc/passwd"));
        report("data", readable($secret));
        report("neighbour", readable($neighbour));
        my $usual = qr/^(PATH|HOME|TMPDIR|LC_ALL|LD_LIBRARY_PATH|PWD|OLDPWD|SHLVL|_)(=|$)/;
        report("own-environment", scalar(grep { !/$usual/ } keys %ENV));
        report("server-environment", readable("/proc/$server/environ"));
        my @foreign;
        for my $environment (glob("/proc/[0-9]*/environ")) {
            open(my $file, '<', $environment) or next;
            local $/;
            push(@foreign, grep { !/$usual/ } split(/\0/, <$file> // ""));
        }
        report("any-environment", scalar(@foreign));
        my $socket;
        report("loopback", socket($socket, PF_INET, SOCK_STREAM, 0) && connect($socket, sockaddr_in($port, inet_aton("127.0.0.1"))));
        report("write-beside", writable("$folder/planted"));
        report("write-input", writable("input", '>>'));
        report("write-here", writable("planted"));
        report("write-system", writable("/usr/planted") || writable("/planted"));
        unlink("/usr/planted", "/planted");
        report("write-temporary", writable(($ENV{TMPDIR} // "/tmp") . "/scratch"));
        call("ptrace", 0, 0, 0, 0);
        my ($none, $here, $tmpfs) = ("none", ".", "tmpfs");
        call("mount", $none, $here, $tmpfs, 0, 0);
        call("unshare", 0x10000000);
        call("keyctl", 0, -3, 1);
        call("bpf", 0, 0, 0);
        call("io_uring_setup", 1, "\0" x 120);
        report("link", symlink("/etc/passwd", "planted-link"));
        my $child = fork();
        if (defined $child && $child == 0) {
            close(STDOUT);
            close(STDERR);
            setpgrp();
            select(undef, undef, undef, 600);
            exit(0);
        }
        report("fork", defined $child);
        if ($number{"stay"}) { print "staying\n"; select(undef, undef, undef, 600); }
        """;

    /// <summary>What the tool may do in any sandbox: read its input, and use its scratch folder.</summary>
    public static IReadOnlyList<string> Permitted { get; } = ["input", "write-temporary"];

    /// <summary>Writes the tool to a folder outside the system, where a tool of one's own lies.</summary>
    public static string Write(string folder)
    {
        var path = Path.Combine(folder, "hostile-tool");
        File.WriteAllText(path, Source.ReplaceLineEndings("\n"));
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("The tool is a Perl script for Unix.");
        }

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        return path;
    }

    /// <summary>Its arguments.</summary>
    /// <param name="port">A port that is listened on, on loopback.</param>
    /// <param name="secret">A file of the data folder.</param>
    /// <param name="neighbour">A file beside the input.</param>
    /// <param name="folder">The folder that the input lies in.</param>
    /// <param name="stay">Whether the tool does not end by itself.</param>
    public static IReadOnlyList<string> Arguments(int port, string secret, string neighbour, string folder, bool stay = false)
    {
        var table = SystemCallTables.Current ?? throw new InvalidOperationException("This test knows x64 and arm64.");
        string[] calls = ["ptrace", "mount", "unshare", "keyctl", "bpf", "io_uring_setup"];
        return
        [
            $"{Environment.ProcessId}",
            $"{port}",
            secret,
            neighbour,
            folder,
            .. calls.SelectMany(name => (string[])[name, $"{SystemCall.Denied.Single(call => call.Name == name).GetNumber(table)}"]),
            .. stay ? ["stay", "1"] : Array.Empty<string>(),
        ];
    }

    /// <summary>Whether any process of the machine still runs the tool at this path.</summary>
    public static bool IsRunning(string path) =>
        Directory
            .EnumerateDirectories("/proc")
            .Any(folder =>
            {
                try
                {
                    return File.ReadAllText(Path.Combine(folder, "cmdline")).Contains("hostile-tool", StringComparison.Ordinal)
                        && File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(path, StringComparison.Ordinal);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    return false;
                }
            });
}
