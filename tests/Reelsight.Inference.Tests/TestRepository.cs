namespace Reelsight.Inference.Tests;

/// <summary>Places in and beside the checkout.</summary>
internal static class TestRepository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Build output, which survives between runs and is not committed.</summary>
    public static string GetArtifactsFolder(string name)
    {
        var folder = Path.Combine(Root, "artifacts", name);
        Directory.CreateDirectory(folder);
        return folder;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Reelsight.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run inside a checkout.");
    }
}
