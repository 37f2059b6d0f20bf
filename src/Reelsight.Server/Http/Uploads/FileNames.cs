using Microsoft.AspNetCore.StaticFiles;
using Reelsight.Pipeline.Assets;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Http.Uploads;

/// <summary>Reads file types and display names from file names and URLs, before the bytes are probed.</summary>
internal static class FileNames
{
    /// <summary>The limit of common file systems, in UTF-16 units.</summary>
    private const int MaxNameLength = 255;
    private static readonly FileExtensionContentTypeProvider _types = new();

    /// <summary>A guess at the MIME type, from the name alone; probing the bytes corrects it.</summary>
    internal static string GuessMimeType(string fileName) =>
        DocumentFormats.FindMediaType(fileName) ?? (_types.TryGetContentType(fileName, out var type) ? type : "application/octet-stream");

    /// <summary>
    /// A name to show: clients may send whole paths, or none. What shows it may be less careful, so it is one line and no folder.
    /// </summary>
    internal static string GetDisplayName(string? path)
    {
        var last = path?.Split('/', '\\')[^1] ?? "";
        var shown = string.Concat(last.Where(c => !char.IsControl(c))).Trim();
        return shown is "" or "." or ".." ? "upload" : shown[..Math.Min(shown.Length, MaxNameLength)];
    }

    /// <summary>The name that a URL ends with.</summary>
    internal static string FromUrl(Uri url) => GetDisplayName(Uri.UnescapeDataString(url.AbsolutePath));

    /// <summary>An http or https URL from a field, or null when the field is absent.</summary>
    internal static Uri? GetUrl(RequestFields form, string name) => form.GetText(name) is { } text ? ReadUrl(name, text) : null;

    /// <summary>Every http or https URL of a field that may be repeated.</summary>
    internal static IReadOnlyList<Uri> GetUrls(RequestFields form, string name)
    {
        var urls = new List<Uri>();
        foreach (var text in form.GetValues(name))
        {
            urls.Add(ReadUrl(name, text));
        }

        return urls;
    }

    /// <summary>An http or https URL.</summary>
    /// <exception cref="ApiException">It is none; the sentence names the parameter.</exception>
    internal static Uri ReadUrl(string name, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw Fail.Invalid($"The parameter {name} must be an absolute http or https URL.");
}
