using System.Net;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Http.Hosts;

/// <summary>A page that points a name of its own at this machine gets nothing.</summary>
public sealed class AllowedHostTests(AllowedHostTests.Named named) : IClassFixture<AllowedHostTests.Named>
{
    private readonly RunningServer _server = named.Server;

    [Theory]
    [InlineData("attacker.example")]
    [InlineData("attacker.example:7860")]
    [InlineData("localhost.attacker.example")]
    [InlineData("127.0.0.1.attacker.example")]
    [InlineData("wild.example")]
    [InlineData("evilwild.example")]
    [InlineData("192.0.2.8")]
    [InlineData("10.0.0.1")]
    [InlineData("[2001:db8::1]")]
    public async Task A_name_that_is_not_the_servers_own_is_refused_everywhere(string host)
    {
        foreach (var path in new[] { "/", "/v1.3/indexes", "/reelsight/v1/session", "/openapi.json", "/metrics", "/media/x/stream/y" })
        {
            var (status, body) = await AskAsync(path, host);
            Assert.True(status == HttpStatusCode.MisdirectedRequest, $"{path} {(int)status} {body}");
            Assert.Contains("REELSIGHT_ALLOWED_HOSTS", body, StringComparison.Ordinal);
            Assert.DoesNotContain(host, body, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/healthz", host)).Status);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST.:1")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:7860")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("video.example.org")]
    [InlineData("Video.Example.Org:443")]
    [InlineData("a.wild.example")]
    [InlineData("192.0.2.7")]
    [InlineData("public.example")]
    public async Task Its_own_and_the_allowed_names_are_served(string host) =>
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/v1.3/indexes", host)).Status);

    [Fact]
    public async Task The_name_of_the_machine_is_served() =>
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/v1.3/indexes", Environment.MachineName)).Status);

    [Fact]
    public async Task A_sign_in_link_leads_to_no_name_that_a_caller_made_up()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var (host, expected) in new[] { ("attacker.example", 421), (server.Address.Authority, 201) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/reelsight/v1/sign-in-links", UriKind.Relative));
            request.Headers.Host = host;
            using var answer = await server.Client.SendAsync(request);
            Assert.Equal(expected, (int)answer.StatusCode);
            Assert.DoesNotContain("attacker", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_star_allows_any_name()
    {
        await using var server = await RunningServer.StartAsync(settings => settings with { AllowedHosts = ["*"] });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("indexes", UriKind.Relative));
        request.Headers.Host = "any.example";
        using var answer = await server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<(HttpStatusCode Status, string Body)> AskAsync(string path, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Host", host);
        using var answer = await _server.Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A server that knows more names than its own.</summary>
    public sealed class Named : IAsyncLifetime
    {
        public RunningServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Server = await RunningServer.StartAsync(settings =>
                settings with
                {
                    AllowedHosts = ["video.example.org", "*.wild.example", "192.0.2.7"],
                    PublicUrl = new Uri("https://public.example/"),
                }
            );

        public async ValueTask DisposeAsync() => await Server.DisposeAsync();
    }
}
