using System.Net.Http.Headers;

namespace Reelsight.Fetch;

/// <summary>The name of a remote file as shown to people: from <c>Content-Disposition</c> (RFC 6266), else from the URL's path.</summary>
internal static class FetchedFileName
{
    /// <summary>The longest name kept, in UTF-16 units: what common file systems take.</summary>
    private const int MaxLength = 255;

    public static string? From(HttpContentHeaders headers, Uri url) =>
        Clean(headers.ContentDisposition?.FileNameStar)
        ?? Clean(headers.ContentDisposition?.FileName?.Trim('"'))
        ?? Clean(Uri.UnescapeDataString(url.Segments[^1]));

    // The name is only shown, but it may be shown by programs that are less careful.
    private static string? Clean(string? name)
    {
        if (name is null)
        {
            return null;
        }
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = new string(last.Where(c => !char.IsControl(c)).ToArray()).Trim(' ', '.');
        if (kept.Length > MaxLength)
        {
            var ending = Path.GetExtension(kept);
            kept = ending.Length < MaxLength ? string.Concat(kept.AsSpan(0, MaxLength - ending.Length), ending) : kept[..MaxLength];
        }
        return kept.Length > 0 ? kept : null;
    }
}
