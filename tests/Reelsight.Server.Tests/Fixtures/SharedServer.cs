namespace Reelsight.Server.Tests.Fixtures;

/// <summary>One server for all tests of a class, for tests that do not mind what the others left.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    public RunningServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await RunningServer.StartAsync();

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();
}
