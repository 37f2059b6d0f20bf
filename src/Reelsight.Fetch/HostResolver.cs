using System.Net;

namespace Reelsight.Fetch;

/// <summary>Resolves a host name to addresses.</summary>
public delegate Task<IPAddress[]> HostResolver(string host, CancellationToken ct);
