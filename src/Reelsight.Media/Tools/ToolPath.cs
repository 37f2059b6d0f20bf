namespace Reelsight.Media.Tools;

/// <summary>Finds tools on PATH once, so that a child is always started by its full path.</summary>
internal static class ToolPath
{
    public static string? Prlimit { get; } = OperatingSystem.IsLinux() ? Find("prlimit") : null;

    public static string Resolve(string tool) =>
        Find(tool)
        ?? throw new MediaToolException(
            $"The program {Path.GetFileName(tool)} was not found; install ffmpeg (it brings ffprobe) or set its path."
        );

    private static string? Find(string tool)
    {
        if (Path.IsPathRooted(tool))
        {
            return File.Exists(tool) ? tool : null;
        }

        var name = OperatingSystem.IsWindows() ? tool + ".exe" : tool;
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }
}
