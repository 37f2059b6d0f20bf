using Reelsight.Storage.Blobs;

namespace Reelsight.Storage.Backup;

/// <summary>
/// The files of a data folder that a backup holds. What is derived from others, or only of use to one process, is left out.
/// </summary>
internal static class DataFolderFiles
{
    private const string Blobs = "blobs";

    /// <summary>Name of the database.</summary>
    public const string Database = "reelsight.db";

    /// <summary>The name of an original in its folder.</summary>
    private const string Original = "original";

    // Vectors, maps, thumbnails and streams are made again; the rest belongs to a process that runs.
    private static readonly string[] _leftOut =
    [
        "vectors",
        "maps",
        "scratch",
        "work",
        "reelsight.lock",
        "server.json",
        Database,
        $"{Database}-wal",
        $"{Database}-shm",
        $"{Database}-journal",
        RestoreMarker.FileName,
    ];

    /// <summary>The files, by path; of an original, the hash is known from its name.</summary>
    public static IEnumerable<(FileInfo File, string Path, string? Sha256)> List(string dataDir)
    {
        var root = new DirectoryInfo(dataDir);
        foreach (var entry in root.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (_leftOut.Contains(entry.Name) || entry.LinkTarget is not null)
            {
                continue; // never part of a backup: derived, of one process, or somewhere else
            }
            IEnumerable<(FileInfo File, string? Sha256)> found = entry switch
            {
                FileInfo file => [(file, (string?)null)],
                DirectoryInfo { Name: Blobs } folder => ListOriginals(folder),
                DirectoryInfo folder => folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => (file, (string?)null)),
                _ => [],
            };
            foreach (var (file, hash) in found)
            {
                yield return (file, System.IO.Path.GetRelativePath(root.FullName, file.FullName).Replace('\\', '/'), hash);
            }
        }
    }

    /// <summary>The path of an original.</summary>
    public static string GetOriginalPath(string tenantId, string contentHash) =>
        $"{Blobs}/{tenantId}/{contentHash[..2]}/{contentHash}/{Original}";

    private static IEnumerable<(FileInfo, string?)> ListOriginals(DirectoryInfo blobs) =>
        from tenant in blobs.EnumerateDirectories()
        where BlobKeyRules.IsSegment(tenant.Name)
        from start in tenant.EnumerateDirectories()
        from content in start.EnumerateDirectories()
        where BlobKeyRules.IsHash(content.Name)
        let file = new FileInfo(System.IO.Path.Combine(content.FullName, Original))
        where file.Exists
        select (file, (string?)content.Name);
}
