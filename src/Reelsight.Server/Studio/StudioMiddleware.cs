using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Reelsight.Server.Http;
using Reelsight.Server.Settings;

namespace Reelsight.Server.Studio;

/// <summary>
/// The studio at <c>/</c>: its files, and its page for every other address that a browser opens and no route has, because the studio has
/// addresses of its own. Pages run nothing but the studio's own scripts and ask nobody but this server.
/// </summary>
internal sealed class StudioMiddleware(RequestDelegate next, StudioFiles files, ServerSettings settings)
{
    private const string NotBuilt =
        "The studio was not built along with this server: ./reelsight setup builds it. The API is described at /docs.\n";

    private readonly string _policy = BuildContentSecurityPolicy(settings.PublicUrl?.GetLeftPart(UriPartial.Authority));

    /// <summary>Answers with a file or the page, or lets the request pass.</summary>
    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        if (
            http.GetEndpoint() is not null
            || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            || IsApiPath(request.Path)
        )
        {
            return next(http);
        }

        if (request.Path != StudioFiles.Page && files.Find(request.Path.Value ?? "/") is { } file)
        {
            return SendAsync(http, file);
        }

        if (!WantsPage(request))
        {
            return next(http);
        }

        return files.Find(StudioFiles.Page) is { } page ? SendPageAsync(http, page) : SendNotBuiltAsync(http);
    }

    // A mistyped address of the API must stay an error that programs understand.
    private static bool IsApiPath(PathString path) =>
        path.StartsWithSegments(ApiRoutes.ContractRoot, StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments(ApiRoutes.ReelsightRoot, StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments(ApiRoutes.MediaRoot, StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments(ApiRoutes.UploadRoot, StringComparison.OrdinalIgnoreCase);

    private static bool WantsPage(HttpRequest request) =>
        request.Path == "/"
        || request.Path == StudioFiles.Page
        || request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private Task SendPageAsync(HttpContext http, StudioFile page)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return SendAsync(http, page);
    }

    private static Task SendAsync(HttpContext http, StudioFile file)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = file.IsImmutable ? "public, max-age=31536000, immutable" : "no-cache";
        headers.XContentTypeOptions = "nosniff";
        headers.ETag = file.ETag;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (http.Request.Headers.IfNoneMatch.ToString().Contains(file.ETag, StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        var (bytes, encoding) = ChooseEncoding(file, http.Request.Headers.AcceptEncoding.ToString());
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        http.Response.ContentType = file.ContentType;
        http.Response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(http.Request.Method)
            ? Task.CompletedTask
            : http.Response.Body.WriteAsync(bytes, http.RequestAborted).AsTask();
    }

    private static (byte[] Bytes, string? Encoding) ChooseEncoding(StudioFile file, string accepted)
    {
        if (file.Brotli is { } brotli && Accepts(accepted, "br"))
        {
            return (brotli, "br");
        }

        return file.Gzip is { } gzip && Accepts(accepted, "gzip") ? (gzip, "gzip") : (file.Bytes, null);
    }

    private static bool Accepts(string accepted, string encoding) =>
        accepted
            .Split(',')
            .Any(one =>
                one.Split(';') is [var name, .. var rest] && name.Trim() == encoding && !rest.Any(r => r.Trim() is "q=0" or "q=0.0")
            );

    private static Task SendNotBuiltAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(NotBuilt, http.RequestAborted);
    }

    // Media and upload URLs carry the public address where one is set; a page opened at another one must still reach them.
    private static string BuildContentSecurityPolicy(string? publicOrigin)
    {
        var own = publicOrigin is null ? "'self'" : $"'self' {publicOrigin}";
        return $"default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; "
            + $"img-src {own} blob: data:; media-src {own} blob:; connect-src {own}; base-uri 'none'; form-action 'none'; "
            + $"frame-ancestors 'none'";
    }
}
