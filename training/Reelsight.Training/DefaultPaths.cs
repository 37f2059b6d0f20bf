namespace Reelsight.Training;

/// <summary>Folders that the program uses when none are named.</summary>
internal static class DefaultPaths
{
    public static string FindRepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Reelsight.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The program does not run inside a checkout.");
    }

    public static string GetCacheFolder() =>
        Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
                ? cache
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "reelsight",
            "training"
        );
}
