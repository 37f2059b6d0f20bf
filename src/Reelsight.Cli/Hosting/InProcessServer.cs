using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Reelsight.Cli.Client;
using Reelsight.Cli.Errors;
using Reelsight.Server.Hosting;
using Reelsight.Server.Settings;
using Reelsight.Storage.Errors;

namespace Reelsight.Cli.Hosting;

/// <summary>A server in this process that holds its data folder until it is disposed.</summary>
internal sealed class InProcessServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DataFolder _folder;
    private readonly FileStream _lock;

    private InProcessServer(WebApplication app, DataFolder folder, FileStream hold, ServerEndpoint endpoint, bool keyWasMade)
    {
        (_app, _folder, _lock, Endpoint, IsNewKey) = (app, folder, hold, endpoint, keyWasMade);
    }

    /// <summary>Where it is reached.</summary>
    public ServerEndpoint Endpoint { get; }

    /// <summary>Whether the key is new, so that its owner has not seen it yet.</summary>
    public bool IsNewKey { get; }

    /// <summary>Starts a server, or returns null when another process holds the data folder.</summary>
    /// <exception cref="CommandException">The address cannot be listened on.</exception>
    public static async Task<InProcessServer?> StartAsync(ServerSettings settings, CancellationToken ct)
    {
        var folder = new DataFolder(settings.DataDir);
        var hold = folder.TryLock();
        if (hold is null)
        {
            return null;
        }

        WebApplication? app = null;
        try
        {
            var (key, made) = settings.ApiKey is { } preset ? (preset, false) : folder.GetOrCreateKey();
            app = ReelsightServer.Build(settings with { ApiKey = key });
            await ReelsightServer.EnsureKeyAsync(app, ct);
            await app.StartAsync(ct);
            var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            var endpoint = new ServerEndpoint(ToReachableUrl(address), key, Environment.ProcessId);
            using (var client = new ApiClient(endpoint.Url, key))
            {
                await client.WaitUntilReadyAsync(TimeProvider.System, ct);
            }

            folder.PublishEndpoint(endpoint);
            return new InProcessServer(app, folder, hold, endpoint, made);
        }
        catch (Exception cause)
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }

            await hold.DisposeAsync();
            if (cause is IOException and not DataFolderException)
            {
                throw new CommandException(
                    ExitCodes.MissingRequirement,
                    $"The server cannot listen on {settings.Host}:{settings.Port}: {cause.Message} Choose another port with --port.",
                    cause
                );
            }
            throw;
        }
    }

    /// <summary>Runs until the process is told to stop.</summary>
    public Task WaitForShutdownAsync(CancellationToken ct) => _app.WaitForShutdownAsync(ct);

    public async ValueTask DisposeAsync()
    {
        _folder.RemoveEndpoint();
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20)))
        {
            await _app.StopAsync(patience.Token);
        }
        await _app.DisposeAsync();
        await _lock.DisposeAsync();
    }

    // "Listen everywhere" is no address to go to.
    private static Uri ToReachableUrl(string address)
    {
        var uri = new Uri(
            address.Replace("://+", "://0.0.0.0", StringComparison.Ordinal).Replace("://*", "://0.0.0.0", StringComparison.Ordinal)
        );
        return uri.Host is "0.0.0.0" or "[::]" ? new UriBuilder(uri) { Host = "127.0.0.1" }.Uri : uri;
    }
}
