using System.Collections.Frozen;
using System.Security.Cryptography;
using Reelsight.Server.Settings;

namespace Reelsight.Server.Studio;

/// <summary>The studio's built files, read once. Only what lay there at the start is ever served, so no path can lead elsewhere.</summary>
internal sealed class StudioFiles
{
    /// <summary>The page that every address of the studio answers with.</summary>
    internal const string Page = "/index.html";

    /// <summary>Where files lie whose names change with their content.</summary>
    private const string HashedFolder = "/assets/";

    private readonly FrozenDictionary<string, StudioFile> _files;

    /// <summary>Reads the files.</summary>
    public StudioFiles(ServerSettings settings)
    {
        var root = settings.StudioDir ?? Path.Combine(AppContext.BaseDirectory, "studio");
        _files = (Directory.Exists(root) ? Read(root) : []).ToFrozenDictionary();
    }

    /// <summary>A file by its path below the root, with a slash at its beginning; null when there is none.</summary>
    internal StudioFile? Find(string path) => _files.GetValueOrDefault(path);

    private static IEnumerable<KeyValuePair<string, StudioFile>> Read(string root)
    {
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            if (Path.GetExtension(path) is ".br" or ".gz")
            {
                continue;
            }

            var name = "/" + Path.GetRelativePath(root, path).Replace('\\', '/');
            var bytes = File.ReadAllBytes(path);
            yield return KeyValuePair.Create(
                name,
                new StudioFile(
                    bytes,
                    ReadCompressed(path + ".br"),
                    ReadCompressed(path + ".gz"),
                    ContentType(path),
                    $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"",
                    name.StartsWith(HashedFolder, StringComparison.Ordinal)
                )
            );
        }
    }

    private static byte[]? ReadCompressed(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;

    private static string ContentType(string path) =>
        Path.GetExtension(path) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".json" => "application/json",
            ".md" => "text/markdown; charset=utf-8",
            ".webmanifest" => "application/manifest+json",
            _ => "application/octet-stream",
        };
}
