using Reelsight.EndToEnd.Tests.Hosting;
using Reelsight.Fetch.Tests;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.EndToEnd.Tests.Security;

/// <summary>A server that others may send links to is no door to the network that it stands in.</summary>
public sealed class PrivateUrlTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(s => s with { Workers = 1 });

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("0.0.0.0")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("localhost")]
    [InlineData("user:secret@127.0.0.1")]
    public async Task A_link_to_this_machine_fails_with_a_sentence_and_is_never_opened(string host)
    {
        await using var inside = new LocalServer();
        inside.Answer("/film.mp4", "200 OK\nContent-Type: video/mp4", "inside");
        var asset = await _server.Client.AssetEndAsync(await _server.Client.LinkAsync($"http://{host}:{inside.Port}/film.mp4"));
        Requests.AssertFailed(asset, "source_unavailable", "private address");
        Assert.DoesNotContain("secret", asset.GetProperty("error").Text("message"), StringComparison.Ordinal);
        Assert.Empty(inside.Requests);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://10.0.0.1/film.mp4")]
    [InlineData("http://192.168.1.1/film.mp4")]
    [InlineData("http://[fd00::1]/film.mp4")]
    public async Task A_link_to_the_network_inside_fails_with_a_sentence(string url) =>
        Requests.AssertFailed(
            await _server.Client.AssetEndAsync(await _server.Client.LinkAsync(url)),
            "source_unavailable",
            "private address"
        );
}
