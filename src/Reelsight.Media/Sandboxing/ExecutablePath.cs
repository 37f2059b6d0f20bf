namespace Reelsight.Media.Sandboxing;

/// <summary>Finds programs on PATH, so that a child is always started by its full path.</summary>
internal static class ExecutablePath
{
    /// <summary>The full path of a program; null when it is not there.</summary>
    /// <param name="program">A full path, or a name.</param>
    public static string? Find(string program)
    {
        if (Path.IsPathRooted(program))
        {
            return File.Exists(program) ? program : null;
        }

        var file = OperatingSystem.IsWindows() ? program + ".exe" : program;
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
    }
}
