using System.Net;
using System.Net.Sockets;

namespace Reelsight.Fetch;

/// <summary>
/// Which addresses belong to the public internet. The ranges are those of the IANA special-purpose address registries
/// (RFC 6890 and its successors) that are not globally reachable, and multicast.
/// </summary>
public static class PublicAddresses
{
    private static readonly IPNetwork[] NonPublicV4 = Parse(
        "0.0.0.0/8", // "this network", the unspecified address
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16", // private
        "100.64.0.0/10", // carrier-grade NAT
        "127.0.0.0/8", // loopback
        "169.254.0.0/16", // link-local, where cloud metadata services live
        "192.0.0.0/24",
        "192.88.99.0/24", // protocol assignments, 6to4 relays
        "192.0.2.0/24",
        "198.51.100.0/24",
        "203.0.113.0/24", // documentation
        "198.18.0.0/15", // benchmarking
        "224.0.0.0/4",
        "240.0.0.0/4"
    ); // multicast, reserved and broadcast

    private static readonly IPNetwork GlobalUnicastV6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] NonPublicV6 = Parse(
        "2001::/23", // protocol assignments, Teredo among them
        "2001:db8::/32",
        "3fff::/20", // documentation
        "2002::/16"
    ); // 6to4, which wraps any IPv4 address

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether the address is a public one. IPv4 addresses wrapped in IPv6 (mapped, NAT64) count as what they wrap.</summary>
    public static bool Contains(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return Contains(address.MapToIPv4());
        }
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return !NonPublicV4.Any(network => network.Contains(address));
        }
        if (Nat64.Contains(address))
        {
            return Contains(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        }
        return GlobalUnicastV6.Contains(address) && !NonPublicV6.Any(network => network.Contains(address));
    }

    private static IPNetwork[] Parse(params string[] networks) => Array.ConvertAll(networks, network => IPNetwork.Parse(network));
}
