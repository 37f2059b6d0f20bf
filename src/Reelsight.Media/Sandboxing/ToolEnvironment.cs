namespace Reelsight.Media.Sandboxing;

/// <summary>The few variables that a tool gets; nothing of the server's environment is among them but where libraries are.</summary>
internal static class ToolEnvironment
{
    /// <summary>The environment of a tool.</summary>
    /// <param name="path">Where it finds programs.</param>
    /// <param name="home">Its working folder.</param>
    /// <param name="temporary">Where it may put temporary files.</param>
    public static IReadOnlyDictionary<string, string> Create(string path, string home, string temporary)
    {
        var environment = new Dictionary<string, string>
        {
            ["PATH"] = path,
            ["HOME"] = home,
            ["TMPDIR"] = temporary,
            ["LC_ALL"] = "C.UTF-8",
        };
        if (Environment.GetEnvironmentVariable("LD_LIBRARY_PATH") is { } libraries)
        {
            environment["LD_LIBRARY_PATH"] = libraries;
        }

        return environment;
    }

    /// <summary>The environment of a tool that sees <see cref="VisibleFiles"/> alone.</summary>
    public static IReadOnlyDictionary<string, string> CreateInside() =>
        Create("/usr/local/bin:/usr/bin:/bin", VisibleFiles.WorkFolder, "/tmp");
}
