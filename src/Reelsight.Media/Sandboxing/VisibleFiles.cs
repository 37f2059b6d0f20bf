namespace Reelsight.Media.Sandboxing;

/// <summary>What of the system a tool in namespaces of its own may see, read only: what a dynamically linked program needs.</summary>
internal static class VisibleFiles
{
    /// <summary>The folder that a tool starts in.</summary>
    public const string WorkFolder = "/work";

    // /nix/store is where one distribution keeps what others have in /usr.
    private static readonly string[] _systemFolders = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store"];
    private static readonly string[] _loaderFiles = ["/etc/ld.so.cache", "/etc/alternatives"];

    /// <summary>Folders to be shown at the same path.</summary>
    public static IReadOnlyList<string> Folders { get; } =
    [.. _systemFolders.Where(folder => Directory.Exists(folder) && new DirectoryInfo(folder).LinkTarget is null)];

    /// <summary>Links to be made again, such as /lib to usr/lib.</summary>
    public static IReadOnlyList<(string Path, string Target)> Links { get; } =
    [
        .. _systemFolders
            .Select(folder => (Path: folder, Target: new DirectoryInfo(folder).LinkTarget ?? ""))
            .Where(link => link.Target.Length > 0),
    ];

    /// <summary>Files and folders of /etc that the loader follows.</summary>
    public static IReadOnlyList<string> LoaderFiles { get; } = [.. _loaderFiles.Where(Path.Exists)];

    /// <summary>
    /// How a program is called inside, and what must be shown for it beside the above: itself, the libraries beside its folder and those of
    /// LD_LIBRARY_PATH.
    /// </summary>
    public static (string Program, IReadOnlyList<string> Paths) Locate(string tool)
    {
        var real = new FileInfo(tool).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? tool;
        var libraries = (Environment.GetEnvironmentVariable("LD_LIBRARY_PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        var beside = IsSystem(real) ? [] : GetLibrariesBeside(real);
        var paths = libraries.Concat(beside).Where(folder => Path.IsPathRooted(folder) && Directory.Exists(folder) && !IsSystem(folder));
        return IsSystem(real) && IsSystem(tool) ? (tool, [.. paths])
            : IsSystem(real) ? (real, [.. paths])
            : (real, [real, .. paths]);
    }

    private static IEnumerable<string> GetLibrariesBeside(string program) =>
        Path.GetDirectoryName(program) is { } folder && Path.GetFileName(folder) == "bin" && Path.GetDirectoryName(folder) is { } prefix
            ? [Path.Combine(prefix, "lib"), Path.Combine(prefix, "lib64")]
            : [];

    private static bool IsSystem(string path) =>
        _systemFolders.Any(folder => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal));
}
