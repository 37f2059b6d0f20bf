using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Scalar.AspNetCore;

namespace Reelsight.Server.OpenApi;

/// <summary>
/// GET /docs → 200 with a page that shows <c>openapi.json</c>; no key needed. The page is Scalar's API reference, served from this
/// program, so it works offline; the browser is told to load scripts from this server alone and to send requests to this server alone.
/// </summary>
internal static class GetDocs
{
    private const string Route = "/docs";
    private static readonly object _nonceItem = new();

    /// <summary>
    /// Two style sheets that Scalar's script puts into the page without the nonce: that of its notices and that of its theme. Another
    /// version of Scalar may need other values; a browser test fails then and tells them.
    /// </summary>
    private const string InlineStyles =
        "'sha256-l/2OpPg0d+2VLTLgwjf5mQo2CYwHDEqdj5TjbfEyVJI=' 'sha256-T13Uev3xCax2N28XaoAE8DOzQZKvPp7ZQVAi1iRREjo='";

    internal static void MapDocsPage(this IEndpointRouteBuilder app) => app.MapScalarApiReference(Route, Configure).Add(MakeOperation);

    private static void Configure(ScalarOptions page, HttpContext http)
    {
        var nonce = RandomNumberGenerator.GetHexString(32, lowercase: true);
        http.Items[_nonceItem] = nonce;
        page.Title = "Reelsight API";
        page.OpenApiRoutePattern = "/openapi.json";
        page.Nonce = nonce;
        // Scalar's script gives this nonce to its main style sheet.
        page.HeadContent = $"<meta property=\"csp-nonce\" content=\"{nonce}\">";
        page.DefaultFonts = false;
        page.Telemetry = false;
        page.DefaultOpenAllTags = true;
        page.ShowOperationId = true;
        page.HideClientButton = true;
        // Its editor needs style sheets that no policy could name. Every operation shows a command line instead.
        page.HideTestRequestButton = true;
        page.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        page.DisableAgent();
        page.DisableMcp();
    }

    /// <summary>Makes the page's route the operation <c>GET /docs</c>; the routes of its files stay beside it.</summary>
    private static void MakeOperation(EndpointBuilder builder)
    {
        if (builder is not RouteEndpointBuilder { RequestDelegate: { } render } endpoint || endpoint.RoutePattern.Parameters.Count == 0)
        {
            return;
        }

        endpoint.RoutePattern = RoutePatternFactory.Parse(Route);
        foreach (var replaced in endpoint.Metadata.Where(data => data is MethodInfo or IExcludeFromDescriptionMetadata).ToList())
        {
            endpoint.Metadata.Remove(replaced);
        }

        endpoint.Metadata.Add(((Delegate)RestrictSources).Method);
        endpoint.RequestDelegate = http =>
        {
            http.Response.OnStarting(() =>
            {
                RestrictSources(http);
                return Task.CompletedTask;
            });
            return render(http);
        };
    }

    // Style attributes are set by script from numbers of its own; with no foreign image or font allowed they can tell nobody anything.
    private static void RestrictSources(HttpContext http)
    {
        if (http.Items[_nonceItem] is not string nonce)
        {
            return;
        }

        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; connect-src 'self'; img-src 'self' data:; script-src 'self' 'nonce-{nonce}'; "
            + $"style-src-elem 'nonce-{nonce}' {InlineStyles}; style-src-attr 'unsafe-inline'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }
}
