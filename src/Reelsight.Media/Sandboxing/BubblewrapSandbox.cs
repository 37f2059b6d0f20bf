using System.Globalization;

namespace Reelsight.Media.Sandboxing;

/// <summary>
/// bubblewrap: new user, mount, network, process, ipc, host name and cgroup namespaces, no capabilities and no way to get any, a filter of
/// system calls, a file system of the input and the system's libraries, and death with the thread that started it.
/// </summary>
/// <param name="bubblewrap">Full path of bwrap.</param>
/// <param name="shell">Full path of sh.</param>
/// <param name="filter">The system call filter; null where none can be made for this architecture.</param>
/// <param name="hasProc">
/// Whether a /proc of the tool's own can be mounted; in containers whose /proc is partly hidden the kernel refuses it, and there is none.
/// </param>
internal sealed class BubblewrapSandbox(string bubblewrap, string shell, byte[]? filter, bool hasProc) : ISandbox
{
    private const int TemporaryBytes = 64 << 20;
    private const string Nobody = "65534";

    /// <summary>Hands standard input to bubblewrap as descriptor 9, the only one that it takes besides the first three.</summary>
    private const string MoveInput = "exec \"$@\" 9<&0 0</dev/null";

    // The same for every call.
    private readonly string[] _system =
    [
        "--unshare-user",
        "--uid",
        Nobody,
        "--gid",
        Nobody,
        "--unshare-ipc",
        "--unshare-pid",
        "--unshare-net",
        "--unshare-uts",
        "--unshare-cgroup-try",
        "--hostname",
        "sandbox",
        "--die-with-parent",
        "--new-session",
        "--cap-drop",
        "ALL",
        .. filter is null ? Array.Empty<string>() : ["--seccomp", "9"],
        .. VisibleFiles.Folders.SelectMany(folder => (string[])["--ro-bind", folder, folder]),
        .. VisibleFiles.Links.SelectMany(link => (string[])["--symlink", link.Target, link.Path]),
        .. VisibleFiles.LoaderFiles.SelectMany(file => (string[])["--ro-bind-try", file, file]),
        .. hasProc ? ["--proc", "/proc"] : Array.Empty<string>(),
        .. new[] { "/dev/null", "/dev/zero", "/dev/urandom" }.SelectMany(device => (string[])["--dev-bind", device, device]),
        "--size",
        TemporaryBytes.ToString(CultureInfo.InvariantCulture),
        "--tmpfs",
        "/tmp",
    ];

    public SandboxLevel Level => SandboxLevel.Bubblewrap;

    public string Description =>
        "in a bubblewrap sandbox with "
        + (filter is null ? "no filter of system calls, which is not known for this architecture" : "a filter of system calls")
        + (hasProc ? "" : ", without a /proc");

    public SandboxedCommand Wrap(SandboxRequest request)
    {
        var (program, paths) = VisibleFiles.Locate(request.Tool);
        List<string> arguments = [shell, "-c", MoveInput, "sandbox", bubblewrap, .. _system];
        foreach (var path in paths)
        {
            arguments.AddRange(["--ro-bind", path, path]);
        }

        arguments.AddRange(request.MayWrite ? ["--bind", request.WorkFolder, VisibleFiles.WorkFolder] : ["--dir", VisibleFiles.WorkFolder]);
        if (request.InputPath is not null)
        {
            arguments.AddRange(["--ro-bind", request.InputPath, VisibleFiles.WorkFolder + "/input"]);
        }

        arguments.AddRange(["--chdir", VisibleFiles.WorkFolder, "--remount-ro", "/", "--"]);
        arguments.AddRange([.. request.Limiter, program, .. request.Arguments]);
        return new SandboxedCommand(arguments, ToolEnvironment.CreateInside(), filter ?? []);
    }
}
