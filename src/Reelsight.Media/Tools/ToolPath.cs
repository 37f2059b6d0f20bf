using Reelsight.Media.Sandboxing;

namespace Reelsight.Media.Tools;

/// <summary>Finds tools on PATH once, so that a child is always started by its full path.</summary>
internal static class ToolPath
{
    public static string? Prlimit { get; } = OperatingSystem.IsLinux() ? ExecutablePath.Find("prlimit") : null;

    public static string? Nice { get; } = OperatingSystem.IsLinux() ? ExecutablePath.Find("nice") : null;

    public static string Resolve(string tool) =>
        ExecutablePath.Find(tool)
        ?? throw new MediaToolException(
            $"The program {Path.GetFileName(tool)} was not found; install ffmpeg (it brings ffprobe) or set its path."
        );
}
