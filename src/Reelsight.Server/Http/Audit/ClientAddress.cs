using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Reelsight.Server.Http.Audit;

/// <summary>Where a request came from.</summary>
internal static class ClientAddress
{
    private const int NetworkBytes = 8;

    /// <summary>The address; empty when there is none.</summary>
    internal static string Get(HttpContext http) => Find(http)?.ToString() ?? "";

    /// <summary>What one sender has to itself: an IPv4 address, or the first 64 bits of an IPv6 one.</summary>
    internal static string GetNetwork(HttpContext http)
    {
        if (Find(http) is not { AddressFamily: AddressFamily.InterNetworkV6 } address || IPAddress.IsLoopback(address))
        {
            return Get(http);
        }

        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, NetworkBytes, bytes.Length - NetworkBytes);
        return $"{new IPAddress(bytes)}/64";
    }

    private static IPAddress? Find(HttpContext http) =>
        http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : http.Connection.RemoteIpAddress;
}
