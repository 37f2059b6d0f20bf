using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.EndToEnd.Tests.Hosting;

/// <summary>One server that indexes with the real models, for the tests of a class.</summary>
public sealed class LiveServer : IAsyncLifetime
{
    public RunningServer Server { get; private set; } = null!;

    public HttpClient Client => Server.Client;

    public string IndexId { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await RunningServer.StartAsync(s => s with { Workers = 1, AllowPrivateUrls = true });
        IndexId = await Server.CreateIndexAsync("films");
    }

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();
}
