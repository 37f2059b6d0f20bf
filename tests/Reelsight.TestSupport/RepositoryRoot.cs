namespace Reelsight.TestSupport;

/// <summary>Where the repository lies, found by walking up from the test's binaries to <c>Reelsight.slnx</c>.</summary>
public static class RepositoryRoot
{
    public static string Path { get; } = Find();

    /// <summary>A path under the root.</summary>
    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Reelsight.slnx")))
            {
                return folder.FullName;
            }
        }
        throw new DirectoryNotFoundException("No folder above the tests holds Reelsight.slnx.");
    }
}
