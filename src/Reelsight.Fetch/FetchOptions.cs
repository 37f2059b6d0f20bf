using System.Net;

namespace Reelsight.Fetch;

/// <summary>Addresses, sizes and times that <see cref="GuardedFetch"/> permits.</summary>
public sealed record FetchOptions
{
    /// <summary>Whether loopback, private and other non-public addresses may be reached.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>Networks that may be reached although they are not public, such as that of a media server in the same network.</summary>
    public IReadOnlyList<IPNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>
    /// The only server this client may reach, whatever its address is, because the owner configured it; null for all that the rules above
    /// permit.
    /// </summary>
    public Uri? TrustedOrigin { get; init; }

    /// <summary>Largest file in bytes; by default 4 GiB, the API's limit for a video.</summary>
    public long MaxBytes { get; init; } = 4L << 30;

    /// <summary>Time limit for connecting.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Time limit for the status and headers of a response, connecting included.</summary>
    public TimeSpan HeaderTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest time without a byte of the body.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Least bytes a second that a file must come with, over every <see cref="RateWindow"/> of waiting for it; 0 for no such limit. A
    /// server
    /// that sends a byte now and then would otherwise hold a connection and a place for as long as it likes.
    /// </summary>
    public long MinBytesPerSec { get; init; } = 10 << 10;

    /// <summary>The time over which <see cref="MinBytesPerSec"/> is measured.</summary>
    public TimeSpan RateWindow { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest time for the body of one response, from its head to its last byte.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Maximum number of redirects followed.</summary>
    public int MaxRedirects { get; init; } = 5;

    /// <summary>The clock behind the header and idle timeouts.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Resolves host names; by default the DNS of the system.</summary>
    public HostResolver Resolve { get; init; } = (host, ct) => Dns.GetHostAddressesAsync(host, ct);

    /// <summary>Whether an address may be connected to.</summary>
    internal bool IsAllowed(IPAddress address) =>
        AllowPrivate
        || TrustedOrigin is not null
        || PublicAddresses.Contains(address)
        || AllowedNetworks.Any(network => network.Contains(address));
}
