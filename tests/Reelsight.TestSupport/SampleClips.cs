namespace Reelsight.TestSupport;

/// <summary>
/// The real clips that some tests measure against. They lie beside the checkout and are not part of it; tests of them are skipped where
/// they are absent.
/// </summary>
public static class SampleClips
{
    /// <summary>Why a test of the clips was skipped.</summary>
    public const string Absent = "The sample clips (../shared/media beside the repository) are not on this machine.";

    /// <summary>Folder of the clips, which may not exist.</summary>
    public static string Folder { get; } = Path.GetFullPath(RepositoryRoot.Combine("..", "shared", "media"));

    /// <summary>Whether the clips are on this machine.</summary>
    public static bool Available { get; } = Directory.Exists(Folder);

    /// <summary>Path of a clip.</summary>
    public static string Combine(string name) => Path.Combine(Folder, name);
}
