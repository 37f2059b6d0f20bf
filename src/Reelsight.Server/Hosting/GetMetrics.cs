using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Hosting;

/// <summary>
/// GET /metrics → 200 with what the server counts and measures, as Prometheus reads it. A program on the same machine needs no key;
/// others send the owner's in <c>x-api-key</c>, or as a bearer token. A request that came through a proxy counts as one from another
/// machine.
/// </summary>
internal static class GetMetrics
{
    private const string Route = "/metrics";
    private const string BearerPrefix = "Bearer ";
    private static readonly string[] _proxyHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    internal static void MapMetrics(this IEndpointRouteBuilder app) =>
        app.MapPrometheusScrapingEndpoint(Route)
            .Add(endpoint =>
            {
                var write = endpoint.RequestDelegate!;
                foreach (var replaced in endpoint.Metadata.Where(data => data is MethodInfo or IHttpMethodMetadata).ToList())
                {
                    endpoint.Metadata.Remove(replaced);
                }

                endpoint.Metadata.Add(((Delegate)ThrowIfForbidden).Method);
                endpoint.Metadata.Add(new HttpMethodMetadata([HttpMethods.Get]));
                endpoint.RequestDelegate = http =>
                {
                    ThrowIfForbidden(http);
                    return write(http);
                };
            });

    private static void ThrowIfForbidden(HttpContext http)
    {
        if (IsFromThisMachine(http))
        {
            return;
        }

        var authenticator = http.RequestServices.GetRequiredService<Authenticator>();
        if (ReadKey(http.Request) is not { Length: > 0 } key || authenticator.FindByKey(key) is not { IsInstanceAdmin: true })
        {
            throw new ApiException(401, ErrorCodes.ApiKeyInvalid, "Metrics need the owner's API key, in x-api-key or as a bearer token.");
        }
    }

    // The host is checked as well, so that a page in a browser on this machine cannot read it under a name of its own.
    private static bool IsFromThisMachine(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !_proxyHeaders.Any(http.Request.Headers.ContainsKey)
        && IsLoopbackName(http.Request.Host.Host);

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static string ReadKey(HttpRequest request)
    {
        var key = request.Headers["x-api-key"].ToString().Trim();
        var authorization = request.Headers.Authorization.ToString();
        return key.Length == 0 && authorization.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase)
            ? authorization[BearerPrefix.Length..].Trim()
            : key;
    }
}
