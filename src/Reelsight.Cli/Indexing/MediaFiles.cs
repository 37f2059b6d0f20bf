using System.Text;
using Reelsight.Cli.Errors;

namespace Reelsight.Cli.Indexing;

/// <summary>Finds the files of a folder tree that may be video or audio. The server decides what they are.</summary>
internal static class MediaFiles
{
    private const int HeadBytes = 4096;

    private static readonly HashSet<string> _extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".mp4",
        ".m4v",
        ".mov",
        ".qt",
        ".mkv",
        ".webm",
        ".avi",
        ".wmv",
        ".asf",
        ".flv",
        ".f4v",
        ".mpg",
        ".mpeg",
        ".m2v",
        ".ts",
        ".m2ts",
        ".mts",
        ".vob",
        ".3gp",
        ".3g2",
        ".ogv",
        ".ogg",
        ".ogm",
        ".mxf",
        ".dv",
        ".mp3",
        ".m4a",
        ".aac",
        ".wav",
        ".flac",
        ".opus",
        ".oga",
        ".wma",
        ".aif",
        ".aiff",
    };

    private static readonly byte[][] _containerSignatures =
    [
        [0x1A, 0x45, 0xDF, 0xA3], // Matroska, WebM
        "RIFF"u8.ToArray(),
        "OggS"u8.ToArray(),
        "FLV"u8.ToArray(),
        "ID3"u8.ToArray(),
        "fLaC"u8.ToArray(),
        [0x00, 0x00, 0x01, 0xBA],
        [0x00, 0x00, 0x01, 0xB3], // MPEG program and video streams
        [0x30, 0x26, 0xB2, 0x75], // ASF
    ];

    /// <summary>The named files, and of folders those that may be media, without hidden ones; in a stable order.</summary>
    /// <exception cref="CommandException">A path does not exist.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths)
    {
        var found = new List<string>();
        foreach (var path in paths.Select(Path.GetFullPath))
        {
            if (File.Exists(path))
            {
                found.Add(path);
            }
            else if (Directory.Exists(path))
            {
                found.AddRange(InFolder(path));
            }
            else
            {
                throw new CommandException(ExitCodes.Usage, $"There is no file or folder {path}.");
            }
        }
        return [.. found.Distinct()];
    }

    private static IEnumerable<string> InFolder(string folder) =>
        Directory
            .EnumerateFiles(
                folder,
                "*",
                new EnumerationOptions
                {
                    RecurseSubdirectories = true,
                    IgnoreInaccessible = true,
                    AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
                }
            )
            .Where(LooksLikeMedia)
            .Order(StringComparer.Ordinal);

    // A known extension is enough, so that a damaged file is reported and not skipped.
    private static bool LooksLikeMedia(string path) => _extensions.Contains(Path.GetExtension(path)) || StartsLikeMedia(path);

    private static bool StartsLikeMedia(string path)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        try
        {
            using var file = File.OpenRead(path);
            head = head[..file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false)];
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        if (head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8))
        {
            return !IsStillImage(head[8..12]);
        }

        foreach (var start in _containerSignatures)
        {
            if (head.StartsWith(start))
            {
                return !head.StartsWith("RIFF"u8) || head.Length < 12 || !head[8..12].SequenceEqual("WEBP"u8);
            }
        }
        return false;
    }

    private static bool IsStillImage(ReadOnlySpan<byte> brand) => Encoding.ASCII.GetString(brand) is "heic" or "heix" or "mif1" or "avif";
}
