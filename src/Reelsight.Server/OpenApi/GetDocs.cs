using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Reelsight.Server.OpenApi;

/// <summary>
/// GET /docs → 200 with a page that draws <c>openapi.json</c>; no key needed. One document without anything from elsewhere, so it works
/// offline; the content policy allows this script alone and connections to this server alone.
/// </summary>
internal static class GetDocs
{
    private static readonly string _css = Read("docs.css"),
        _js = Read("docs.js");
    private static readonly string _page = Read("docs.html")
        .Replace("{{css}}", _css, StringComparison.Ordinal)
        .Replace("{{js}}", _js, StringComparison.Ordinal);
    private static readonly string _policy =
        $"default-src 'none'; connect-src 'self'; style-src '{Hash(_css)}'; script-src '{Hash(_js)}'; base-uri 'none'; "
        + $"form-action 'none'; frame-ancestors 'none'";

    internal static IResult Handle(HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy = _policy;
        return TypedResults.Text(_page, "text/html; charset=utf-8");
    }

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Read(string name)
    {
        using var text = new StreamReader(typeof(GetDocs).Assembly.GetManifestResourceStream(name)!);
        return text.ReadToEnd();
    }
}
