using System.Net;
using System.Net.Sockets;

namespace Reelsight.Fetch.Tests;

public sealed class PrivateAddressTests : IAsyncDisposable
{
    private readonly LocalServer _server = new();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.10")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0177.0.0.1")]
    [InlineData("127.1")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("[::1]")]
    [InlineData("[::]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("[64:ff9b::7f00:1]")]
    [InlineData("[fe80::1]")]
    [InlineData("[fd00::1]")]
    public async Task A_literal_private_address_is_refused_however_it_is_written(string host) =>
        await AssertRefusedAsync(_server.Url("/", host));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("93.184.216.34", "127.0.0.1")]
    public async Task A_name_is_refused_when_any_of_its_addresses_is_private(params string[] addresses) =>
        await AssertRefusedAsync(_server.Url("/", "media.example"), Resolving("media.example", addresses));

    [Fact]
    public async Task A_redirect_to_a_private_address_is_refused()
    {
        _server.Answer("/by-address", $"302 Found\nLocation: http://127.0.0.2:{_server.Port}/secret");
        _server.Answer("/by-name", $"302 Found\nLocation: http://inside.example:{_server.Port}/secret");
        using var client = new GuardedFetch(
            new FetchOptions { AllowedNetworks = [IPNetwork.Parse("127.0.0.1/32")], Resolve = Resolving("inside.example", "10.0.0.1") }
        );

        foreach (var path in new[] { "/by-address", "/by-name" })
        {
            var failure = await Assert.ThrowsAsync<FetchException>(() => client.OpenAsync(_server.Url(path), CancellationToken.None));
            Assert.Contains("private address", failure.Message, StringComparison.Ordinal);
        }
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task A_name_nobody_knows_is_said_so_and_a_name_service_in_trouble_may_pass()
    {
        Assert.False((await FailAsync(SocketError.HostNotFound, "no host named media.example")).IsTransient);
        Assert.True((await FailAsync(SocketError.TryAgain, "could not be looked up")).IsTransient);

        async Task<FetchException> FailAsync(SocketError error, string words)
        {
            using var client = new GuardedFetch(new FetchOptions { Resolve = (_, _) => throw new SocketException((int)error) });
            var failure = await Assert.ThrowsAsync<FetchException>(() =>
                client.OpenAsync(_server.Url("/", "media.example"), CancellationToken.None)
            );
            Assert.Contains(words, failure.Message, StringComparison.Ordinal);
            return failure;
        }
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://media.example/clip.mp4")]
    [InlineData("gopher://media.example/")]
    public async Task Only_http_and_https_are_spoken(string url)
    {
        using var client = new GuardedFetch(new FetchOptions());

        var failure = await Assert.ThrowsAsync<FetchException>(() => client.OpenAsync(new Uri(url), CancellationToken.None));

        Assert.Contains("Only http and https", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_away_from_http_is_refused()
    {
        _server.Answer("/start", "302 Found\nLocation: file:///etc/passwd");
        using var client = new GuardedFetch(new FetchOptions { AllowPrivate = true });

        var failure = await Assert.ThrowsAsync<FetchException>(() => client.OpenAsync(_server.Url("/start"), CancellationToken.None));

        Assert.Contains("Only http and https", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_connected_to_by_the_address_that_was_checked()
    {
        _server.Answer("/clip", "200 OK\nContent-Length: 0");
        var asked = 0;
        using var client = new GuardedFetch(
            new FetchOptions
            {
                AllowPrivate = true,
                Resolve = (_, _) => Task.FromResult<IPAddress[]>([asked++ == 0 ? IPAddress.Loopback : IPAddress.Parse("192.0.2.1")]),
            }
        );

        await using var file = await client.OpenAsync(_server.Url("/clip", "media.example"), CancellationToken.None);

        Assert.Equal(1, asked);
        Assert.Contains("Host: media.example", Assert.Single(_server.Requests), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("100.64.0.1", false)]
    [InlineData("172.15.0.1", true)]
    [InlineData("172.31.255.255", false)]
    [InlineData("198.19.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("2606:2800:220:1::1", true)]
    [InlineData("64:ff9b::5db8:d822", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("64:ff9b:1::1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::127.0.0.1", false)]
    public void Public_addresses_are_told_from_the_others(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddresses.Contains(IPAddress.Parse(address)));

    private static async Task AssertRefusedAsync(Uri url, HostResolver? resolve = null)
    {
        using var client = new GuardedFetch(resolve is null ? new FetchOptions() : new FetchOptions { Resolve = resolve });

        var failure = await Assert.ThrowsAsync<FetchException>(() => client.OpenAsync(url, CancellationToken.None));

        Assert.Contains("private address", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
    }

    private static HostResolver Resolving(string name, params string[] addresses) =>
        (host, _) =>
        {
            Assert.Equal(name, host);
            return Task.FromResult(Array.ConvertAll(addresses, IPAddress.Parse));
        };

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
