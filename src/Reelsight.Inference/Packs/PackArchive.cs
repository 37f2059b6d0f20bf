using System.Formats.Tar;
using System.IO.Compression;

namespace Reelsight.Inference.Packs;

/// <summary>
/// Extracts files from a package. Only the names asked for are written, each to a path made from the manifest: an entry cannot choose
/// its path.
/// </summary>
internal static class PackArchive
{
    /// <summary>Unpacks an npm tarball, whose entries lie in one folder of any name.</summary>
    /// <returns>The names that the package lacks.</returns>
    public static async Task<IReadOnlyCollection<string>> UntarAsync(
        string tarball,
        IReadOnlyList<string> files,
        string folder,
        CancellationToken ct
    )
    {
        var wanted = files.ToHashSet(StringComparer.Ordinal);
        var stream = File.OpenRead(tarball);
        await using (stream)
        {
            var unzipped = new GZipStream(stream, CompressionMode.Decompress);
            await using (unzipped)
            {
                var reader = new TarReader(unzipped);
                await using (reader)
                {
                    while (await reader.GetNextEntryAsync(copyData: false, ct) is { } entry)
                    {
                        var slash = entry.Name.IndexOf('/', StringComparison.Ordinal);
                        var name = entry.Name[(slash + 1)..];
                        if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && wanted.Remove(name))
                        {
                            await entry.ExtractToFileAsync(PathFor(folder, name), overwrite: false, ct);
                        }
                    }
                }
            }
        }

        return wanted;
    }

    /// <summary>Unpacks a NuGet package.</summary>
    /// <returns>The names that the package lacks.</returns>
    public static async Task<IReadOnlyCollection<string>> UnzipAsync(
        string package,
        IReadOnlyList<string> files,
        string folder,
        CancellationToken ct
    )
    {
        var wanted = files.ToHashSet(StringComparer.Ordinal);
        var archive = await ZipFile.OpenReadAsync(package, ct);
        await using (archive)
        {
            foreach (var entry in archive.Entries.Where(entry => wanted.Remove(entry.FullName)))
            {
                await entry.ExtractToFileAsync(PathFor(folder, entry.FullName), ct);
            }
        }

        return wanted;
    }

    private static string PathFor(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}
