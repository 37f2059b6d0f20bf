namespace Reelsight.Fetch;

/// <summary>
/// The transport for libraries that bring an HTTP client of their own. It reaches the one server that the owner named, wherever that is,
/// and public addresses otherwise, since such a server may point to others of its own. It keeps no cookies, follows no redirects and
/// ignores proxies.
/// </summary>
public static class GuardedHandler
{
    /// <summary>Makes the handler; whoever gets it disposes of it.</summary>
    /// <param name="ownersServer">The server that the owner configured: its scheme is not checked, its host and port are.</param>
    public static HttpMessageHandler Create(Uri ownersServer)
    {
        var trusted = new GuardedConnection(new FetchOptions { TrustedOrigin = ownersServer });
        var guarded = new GuardedConnection(new FetchOptions());
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            ConnectCallback = (context, ct) =>
                context.DnsEndPoint.Host == ownersServer.IdnHost && context.DnsEndPoint.Port == ownersServer.Port
                    ? trusted.ConnectAsync(context, ct)
                    : guarded.ConnectAsync(context, ct),
        };
    }
}
