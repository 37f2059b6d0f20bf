namespace Reelsight.Cli.Hosting;

/// <summary>Where a running server is reached, and with which key.</summary>
internal sealed record ServerEndpoint(Uri Url, string Key, int ProcessId);
