using System.Net;

namespace Reelsight.Fetch;

/// <summary>What <see cref="GuardedFetch"/> permits and how long it waits.</summary>
public sealed record FetchOptions
{
    /// <summary>Whether loopback, private and other non-public addresses may be reached.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>Networks that may be reached although they are not public, such as that of a media store next door.</summary>
    public IReadOnlyList<IPNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>
    /// A server that the owner named: then it is the only one this client speaks to, whatever its address is. Null speaks to all that the
    /// rules above permit.
    /// </summary>
    public Uri? TrustedOrigin { get; init; }

    /// <summary>Most bytes of a file; 4 GiB, the API's limit for a video, unless told.</summary>
    public long MaxBytes { get; init; } = 4L << 30;

    /// <summary>How long one connection may take to come up.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the answer to one request (its status and headers) may take, connecting included.</summary>
    public TimeSpan HeaderTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the body may pause.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most redirects followed.</summary>
    public int MaxRedirects { get; init; } = 5;

    /// <summary>The clock behind the header and idle timeouts.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How host names become addresses; the system's DNS unless told.</summary>
    public HostResolver Resolve { get; init; } = (host, ct) => Dns.GetHostAddressesAsync(host, ct);

    /// <summary>Whether an address may be connected to.</summary>
    internal bool IsAllowed(IPAddress address) =>
        AllowPrivate
        || TrustedOrigin is not null
        || PublicAddresses.Contains(address)
        || AllowedNetworks.Any(network => network.Contains(address));
}
