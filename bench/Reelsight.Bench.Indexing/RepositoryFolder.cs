namespace Reelsight.Bench.Indexing;

internal static class RepositoryFolder
{
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Reelsight.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("Reelsight.slnx is in no folder above the benchmark.");
    }
}
