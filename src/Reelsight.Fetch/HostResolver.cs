using System.Net;

namespace Reelsight.Fetch;

/// <summary>Finds the addresses of a host name.</summary>
public delegate Task<IPAddress[]> HostResolver(string host, CancellationToken ct);
