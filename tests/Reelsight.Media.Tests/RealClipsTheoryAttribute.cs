namespace Reelsight.Media.Tests;

/// <summary>
/// A theory over the real clips beside the checkout (../shared/media); skipped, with the reason shown, where they are absent.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealClipsTheoryAttribute : TheoryAttribute
{
    public RealClipsTheoryAttribute()
    {
        if (Folder is null)
        {
            Skip = "The real clips (../shared/media beside the repository) are not on this machine.";
        }
    }

    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Reelsight.slnx")))
            {
                continue;
            }

            var clips = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "media"));
            return Directory.Exists(clips) ? clips : null;
        }
        return null;
    }
}
