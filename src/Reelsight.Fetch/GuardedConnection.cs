using System.Net;
using System.Net.Sockets;

namespace Reelsight.Fetch;

/// <summary>
/// Opens sockets to checked addresses. A host name is resolved once, and the connection is made to the address that was checked, so that
/// the name cannot be resolved to another address in between (DNS rebinding).
/// </summary>
internal sealed class GuardedConnection(FetchOptions options)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await ResolveCheckedAsync(context.DnsEndPoint.Host, ct);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The addresses of a host, all of which may be connected to.</summary>
    /// <exception cref="FetchException">One of them may not, or there are none.</exception>
    public async Task<IPAddress[]> ResolveCheckedAsync(string host, CancellationToken ct)
    {
        var addresses = await ResolveAsync(host, ct);
        if (!addresses.All(options.IsAllowed))
        {
            throw new FetchException(
                $"The link leads to a private address ({host}), which this server does not fetch from: "
                    + "use a public link, or let the server reach private addresses with REELSIGHT_ALLOW_PRIVATE_URLS=1.",
                isTransient: false
            );
        }
        return addresses;
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }
        try
        {
            var addresses = await options.Resolve(host, ct);
            return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (SocketException e)
        {
            var isTransient = e.SocketErrorCode == SocketError.TryAgain;
            throw new FetchException(
                isTransient
                    ? $"The address of {host} could not be looked up right now: try again later."
                    : $"There is no host named {host}: check the link.",
                isTransient,
                e
            );
        }
    }
}
