using Reelsight.Cli.Client;
using Reelsight.Cli.Errors;
using Reelsight.Cli.Output;
using Reelsight.Server.Settings;

namespace Reelsight.Cli.Hosting;

/// <summary>
/// A client and the server behind it. Commands always speak the API: to the server named on the command line, to the one that
/// holds the data folder, or to one started in this process for as long as the command runs. So there is a single way to the data.
/// </summary>
internal sealed class ServerConnection : IAsyncDisposable
{
    private readonly InProcessServer? _server;

    private ServerConnection(ApiClient client, InProcessServer? server) => (Client, _server) = (client, server);

    /// <summary>The client of the server.</summary>
    public ApiClient Client { get; }

    /// <summary>Opens a connection.</summary>
    /// <param name="settings">Data folder, models and key.</param>
    /// <param name="server">A server to use, or null for the data folder.</param>
    /// <param name="terminal">Shows what is being waited for.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <exception cref="CommandException">
    /// There is no key for the named server, it would be sent unencrypted over a network, or the process that holds the data folder cannot
    /// be reached.
    /// </exception>
    public static async Task<ServerConnection> OpenAsync(ServerSettings settings, Uri? server, Terminal terminal, CancellationToken ct)
    {
        if (server is not null)
        {
            var key = settings.ApiKey
                ?? throw new CommandException(ExitCodes.Usage, "A server needs its API key: give it with --key or REELSIGHT_API_KEY.");
            RequireSafeForKeys(server, settings.AllowPlainHttp);
            return new ServerConnection(new ApiClient(new Uri(server.GetLeftPart(UriPartial.Authority)), key), null);
        }
        await ModelSetup.EnsureAsync(settings, terminal, ct);
        var own = await terminal.WaitAsync("Starting ...", () =>
            InProcessServer.StartAsync(settings with { Host = "127.0.0.1", Port = 0 }, temporary: true, ct)
        );
        if (own is not null)
        {
            return new ServerConnection(new ApiClient(own.Endpoint.Url, own.Endpoint.Key), own);
        }

        var other = new DataFolder(settings.DataDir).ReadEndpoint()
            ?? throw new CommandException(
                ExitCodes.MissingRequirement,
                $"Another reelsight process uses the data folder {settings.DataDir} and is not ready yet. "
                    + "Try again in a moment, or choose another folder with --data."
            );
        return new ServerConnection(new ApiClient(other.Url, other.Key), null);
    }

    /// <summary>Lets addresses pass to which an API key may be sent: encrypted, or on this machine.</summary>
    /// <exception cref="CommandException">Others on the way could read the key.</exception>
    internal static void RequireSafeForKeys(Uri server, bool allowPlainHttp)
    {
        if (server.Scheme != Uri.UriSchemeHttps && server.Scheme != Uri.UriSchemeHttp)
        {
            throw new CommandException(ExitCodes.Usage, $"The address of a server begins with https:// or http://, not {server.Scheme}:");
        }

        if (server.Scheme == Uri.UriSchemeHttp && !server.IsLoopback && !allowPlainHttp)
        {
            throw new CommandException(
                ExitCodes.Usage,
                $"The API key would go to {server.Host} unencrypted, where others on the network could read it. Use an https:// address "
                    + "or a tunnel to this machine, or set REELSIGHT_ALLOW_PLAIN_HTTP=1 when you trust the network in between."
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
