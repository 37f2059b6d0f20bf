namespace Reelsight.Media.Sandboxing;

/// <summary>
/// What bubblewrap does, with util-linux alone and therefore without a filter of system calls: new user, mount, network, process, ipc and
/// host name namespaces, a file system of the input and the system's libraries, no capabilities, and death with the server.
/// </summary>
/// <param name="unshare">Full path of unshare.</param>
/// <param name="setpriv">Full path of setpriv.</param>
/// <param name="shell">Full path of sh.</param>
internal sealed class NamespaceSandbox(string unshare, string setpriv, string shell) : ISandbox
{
    private const string RootFolder = ".root";

    // Runs as the first process of its namespaces, in which it is root, and becomes the tool. If any line fails, the tool is not started.
    // $1 new root (an empty folder), $2 working folder or nothing, $3 input or nothing, paths to show up to "--", then the command.
    private const string Script = """
        set -eu
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
        root=$1 work=$2 input=$3
        shift 3
        freeze() { mount -o "remount,bind,ro,nosuid,nodev" "$1"; }
        mount -t tmpfs -o size=1m,mode=755,nosuid,nodev none "$root"
        cd "$root"
        mkdir dev proc work tmp old
        mount -t tmpfs -o size=64m,mode=700,nosuid,nodev none tmp
        while [ "$1" != -- ]; do
            if [ -L "$1" ]; then
                ln -s "$(readlink "$1")" ".$1"
            elif [ -d "$1" ]; then
                mkdir -p ".$1"
                mount --bind "$1" ".$1"
                freeze ".$1"
            else
                mkdir -p ".${1%/*}"
                : >".$1"
                mount --bind "$1" ".$1"
                freeze ".$1"
            fi
            shift
        done
        shift
        for device in null zero urandom; do
            : >dev/$device
            mount --bind /dev/$device dev/$device
        done
        mount -t proc -o nosuid,nodev,noexec proc proc 2>/dev/null || :
        [ -z "$work" ] || mount --bind "$work" work
        if [ -n "$input" ]; then
            : >work/input
            mount --bind "$input" work/input
            freeze work/input
        fi
        pivot_root . old
        cd /work
        umount -l /old
        mount -o remount,bind,ro /
        exec setsid setpriv --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
        """;

    // The same for every call. The tool's process id is that of setpriv, which becomes unshare; if it dies, all inside die.
    private readonly string[] _system =
    [
        setpriv,
        "--no-new-privs",
        "--pdeathsig",
        "KILL",
        unshare,
        "--user",
        "--map-root-user",
        "--mount",
        "--net",
        "--pid",
        "--ipc",
        "--uts",
        "--fork",
        "--kill-child=KILL",
        shell,
        "-c",
        Script,
        "sandbox",
    ];

    public SandboxLevel Level => SandboxLevel.Namespaces;

    public string Description => "in namespaces of their own, without a filter of system calls";

    public SandboxedCommand Wrap(SandboxRequest request)
    {
        var root = Directory.CreateDirectory(Path.Combine(request.WorkFolder, RootFolder)).FullName;
        var (program, paths) = VisibleFiles.Locate(request.Tool);
        return new SandboxedCommand(
            [
                .. _system,
                root,
                request.MayWrite ? request.WorkFolder : "",
                request.InputPath ?? "",
                .. VisibleFiles.Folders,
                .. VisibleFiles.Links.Select(link => link.Path),
                .. VisibleFiles.LoaderFiles,
                .. paths,
                "--",
                .. request.Limiter,
                program,
                .. request.Arguments,
            ],
            ToolEnvironment.CreateInside(),
            []
        );
    }
}
