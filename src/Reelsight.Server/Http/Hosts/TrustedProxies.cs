using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Reelsight.Server.Settings;

namespace Reelsight.Server.Http.Hosts;

/// <summary>
/// Takes the client's address and scheme from X-Forwarded-For and X-Forwarded-Proto where a proxy of the owner's sent the request, and
/// from nobody else. The Host header itself must pass the proxy unchanged.
/// </summary>
internal static class TrustedProxies
{
    internal static void UseTrustedProxies(this IApplicationBuilder app, ServerSettings settings)
    {
        if (settings.TrustedProxies.Count == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in settings.TrustedProxies)
        {
            options.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(options);
    }
}
