using System.Net;
using Microsoft.AspNetCore.Http;
using Reelsight.Server.Settings;

namespace Reelsight.Server.Http.Hosts;

/// <summary>
/// The names under which this server may be asked. A web page can point a name of its own at this machine (DNS rebinding) and would then
/// count as the server's own page; so a request must name the server by a name that is known to be its own: a loopback name, the machine's
/// name, the address that the connection came in on, the host of the public URL, or one that the owner allows.
/// </summary>
internal sealed class AllowedHosts
{
    private const string Any = "*";
    private const string Wildcard = "*.";

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase) { "localhost" };
    private readonly List<string> _suffixes = [];
    private readonly bool _any;

    public AllowedHosts(ServerSettings settings)
    {
        var machine = Environment.MachineName;
        _names.UnionWith([machine, $"{machine}.local"]);
        _names.UnionWith(settings.PublicUrl is { } url ? [Normalize(url.Host)] : []);
        if (!IPAddress.TryParse(settings.Host, out _))
        {
            _names.Add(Normalize(settings.Host));
        }

        foreach (var host in settings.AllowedHosts.Select(Normalize))
        {
            _any |= host == Any;
            if (host.StartsWith(Wildcard, StringComparison.Ordinal))
            {
                _suffixes.Add(host[1..]);
            }
            else
            {
                _names.Add(host);
            }
        }
    }

    /// <summary>Whether a request names the server by a name of its own.</summary>
    internal bool Contains(HttpContext http)
    {
        var name = Normalize(http.Request.Host.Host);
        return _any
            || _names.Contains(name)
            || _suffixes.Any(suffix => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            || IsOwnAddress(name, http.Connection.LocalIpAddress);
    }

    private static bool IsOwnAddress(string name, IPAddress? local) =>
        IPAddress.TryParse(name, out var address)
        && (IPAddress.IsLoopback(Unmap(address)) || (local is not null && Unmap(address).Equals(Unmap(local))));

    private static IPAddress Unmap(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static string Normalize(string host) => host.Trim('[', ']').TrimEnd('.');
}
