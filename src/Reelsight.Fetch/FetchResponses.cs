using System.Net;

namespace Reelsight.Fetch;

/// <summary>What the answers of a remote server mean for somebody who pasted a link.</summary>
internal static class FetchResponses
{
    public static bool IsRedirect(HttpStatusCode status) =>
        status
            is HttpStatusCode.MovedPermanently
                or HttpStatusCode.Found
                or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect
                or HttpStatusCode.PermanentRedirect;

    /// <summary>Returns when the body is a file, as far as status and headers tell.</summary>
    /// <exception cref="FetchException">It is not; says what it is.</exception>
    public static void CheckIsFile(HttpResponseMessage response, Uri url)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw Explain(response.StatusCode, url.Host);
        }
        if (response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml")
        {
            throw new FetchException("The link leads to a web page, not a media file; use the direct link.", isTransient: false);
        }
        if (
            response.Content.Headers.ContentEncoding.FirstOrDefault(encoding =>
                !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)
            ) is
            { } packed
        )
        {
            throw new FetchException(
                $"{url.Host} sends the file packed ({packed}) although it was asked for the plain file: use another link.",
                isTransient: false
            );
        }
    }

    private static FetchException Explain(HttpStatusCode status, string host) =>
        status switch
        {
            HttpStatusCode.Unauthorized => new($"{host} asks for a login (401): use a link that needs none.", isTransient: false),
            HttpStatusCode.Forbidden => new(
                $"{host} denies access to the file (403): the link may have expired or be private.",
                isTransient: false
            ),
            HttpStatusCode.NotFound => new($"There is no file at the link (404 from {host}): check the link.", isTransient: false),
            HttpStatusCode.Gone => new($"The file at the link is gone (410 from {host}).", isTransient: false),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => new(
                $"{host} is busy ({(int)status}): try again later.",
                isTransient: true
            ),
            >= HttpStatusCode.InternalServerError => new(
                $"{host} has trouble of its own ({(int)status}): try again later.",
                isTransient: true
            ),
            _ => new($"{host} answered with status {(int)status} instead of the file: check the link.", isTransient: false),
        };
}
