using System.Globalization;
using System.Net;

namespace Reelsight.Fetch.Tests;

/// <summary>
/// Addresses inside, in every way they can be written, as links, as targets of redirects and as answers of name servers. Names are resolved
/// by the test, and what may not be reached is never connected to.
/// </summary>
public sealed class HostileAddressTests : IAsyncDisposable
{
    private static readonly string[] _inside =
    [
        "127.0.0.2",
        "127.255.255.254",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.254",
        "192.168.1.1",
        "169.254.169.254",
        "169.254.170.2",
        "100.100.100.200",
        "192.0.0.192",
        "0.0.0.0",
        "198.18.0.1",
        "224.0.0.251",
        "255.255.255.255",
    ];

    private static readonly string[] _insideV6 =
    [
        "::",
        "::1",
        "fe80::1",
        "fe80::a9fe:a9fe",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "fd20:ce::254",
        "ff02::1",
        "ff05::2",
        "2001:db8::1",
        "2001::7f00:1",
        "2001:10::1",
        "2001:20::1",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "3fff::1",
        "5f00::1",
        "64:ff9b:1::7f00:1",
        "100::1",
        "::ffff:0:127.0.0.2",
    ];

    private readonly LocalServer _server = new();

    /// <summary>Every form, as the host of a link.</summary>
    public static IReadOnlyList<string> Hosts { get; } =
    [.. _inside.SelectMany(WriteForms).Concat(_insideV6.Select(a => $"[{a}]")).Distinct()];

    [Fact]
    public void There_are_at_least_two_hundred_of_them() => Assert.InRange(Hosts.Count, 200, 1000);

    [Fact]
    public async Task No_way_to_write_an_address_inside_gets_through()
    {
        using var client = CreateClient();
        var passed = new List<string>();
        foreach (var host in Hosts)
        {
            foreach (
                var link in new[] { $"http://{host}/", $"HTTPS://{host}:8443/a?b#c", $"http://films.example@{host}/", $"http://{host}:80/" }
            )
            {
                if (!await IsRefusedAsync(client, link))
                {
                    passed.Add(link);
                }
            }
        }

        Assert.Empty(passed);
    }

    [Fact]
    public async Task No_redirect_leads_inside_directly_or_after_others()
    {
        using var client = CreateClient();
        var passed = new List<string>();
        _server.Answer("/first", "302 Found\nLocation: /second");
        foreach (var host in Hosts)
        {
            foreach (var location in new[] { $"http://{host}/", $"//{host}/" })
            {
                if (!Uri.TryCreate(_server.Url("/"), location, out var target) || target.Host == "127.0.0.1")
                {
                    continue;
                }

                _server.Answer("/second", $"307 Temporary Redirect\nLocation: {location}");
                var failure = await Record.ExceptionAsync(() => client.OpenAsync(_server.Url("/first"), CancellationToken.None));
                if (failure is not FetchException { IsTransient: false })
                {
                    passed.Add($"{location}: {failure?.Message}");
                }
            }
        }

        Assert.Empty(passed);
        Assert.All(_server.Requests, request => Assert.Matches("^GET /(first|second) ", request));
    }

    [Fact]
    public async Task No_answer_of_a_name_server_leads_inside_alone_or_among_public_addresses()
    {
        foreach (var address in _inside.Concat(_insideV6))
        {
            var inside = IPAddress.Parse(address);
            IPAddress[][] answers =
            [
                [inside],
                [IPAddress.Parse("93.184.216.34"), inside],
                [inside, IPAddress.Parse("2606:2800:220:1::1")],
                [inside.MapToIPv6()],
            ];
            foreach (var answer in answers)
            {
                using var client = CreateClient((_, _) => Task.FromResult(answer));
                Assert.True(await IsRefusedAsync(client, "http://films.example/"), string.Join<IPAddress>(", ", answer));
                await Assert.ThrowsAsync<FetchException>(() => client.CheckAsync(new Uri("http://films.example/"), default));
            }
        }
    }

    [Fact]
    public async Task A_name_that_was_public_when_it_was_set_is_refused_when_it_leads_inside_later()
    {
        var asked = 0;
        using var client = CreateClient(
            (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(asked++ == 0 ? "93.184.216.34" : "10.0.0.1")])
        );
        var hook = new Uri("https://hooks.example/event");

        await client.CheckAsync(hook, default);
        await Assert.ThrowsAsync<FetchException>(() => client.PostJsonAsync(hook, "{}"u8.ToArray(), [], default));
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task A_name_that_changes_between_two_redirects_is_checked_at_each()
    {
        var asked = 0;
        _server.Answer("/start", $"302 Found\nLocation: http://films.example:{_server.Port}/next");
        _server.Answer("/next", $"302 Found\nLocation: http://films.example:{_server.Port}/last");
        using var client = CreateClient(
            (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(asked++ == 0 ? "127.0.0.1" : "127.0.0.2")])
        );

        var failure = await Assert.ThrowsAsync<FetchException>(() => client.OpenAsync(_server.Url("/start"), CancellationToken.None));
        Assert.Contains("private address", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_server.Requests, request => request.StartsWith("GET /last", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://films.example/a")]
    [InlineData("gopher://films.example/")]
    [InlineData("dict://films.example:11211/")]
    [InlineData("ldap://films.example/")]
    [InlineData("jar:http://films.example/")]
    [InlineData("data:text/plain,a")]
    [InlineData("ws://films.example/")]
    [InlineData("unix:/run/docker.sock")]
    [InlineData("http+unix://run/docker.sock")]
    public async Task Other_schemes_are_neither_set_nor_used(string link)
    {
        using var client = CreateClient((_, _) => throw new InvalidOperationException("Nothing is looked up."));
        var url = new Uri(link);
        await Assert.ThrowsAsync<FetchException>(() => client.CheckAsync(url, default));
        await Assert.ThrowsAsync<FetchException>(() => client.OpenAsync(url, default));
        await Assert.ThrowsAsync<FetchException>(() => client.RequestAsync(url, null, [], default));
    }

    [Theory]
    [InlineData(22)]
    [InlineData(25)]
    [InlineData(110)]
    [InlineData(389)]
    [InlineData(2049)]
    [InlineData(6667)]
    public async Task Ports_of_other_services_are_neither_set_nor_used(int port)
    {
        using var client = CreateClient((_, _) => throw new InvalidOperationException("Nothing is looked up."));
        var url = new Uri($"http://films.example:{port}/");
        Assert.Contains(
            "another service",
            (await Assert.ThrowsAsync<FetchException>(() => client.CheckAsync(url, default))).Message,
            StringComparison.Ordinal
        );
        await Assert.ThrowsAsync<FetchException>(() => client.OpenAsync(url, default));
    }

    [Fact]
    public async Task A_name_that_cannot_be_looked_up_now_may_be_set()
    {
        using var client = CreateClient(
            (_, _) => throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound)
        );
        await client.CheckAsync(new Uri("https://hooks.example/"), default);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    // The server of the test may be reached, so that what it redirects to is looked at.
    private static GuardedFetch CreateClient(HostResolver? resolve = null) =>
        new(new FetchOptions { AllowedNetworks = [IPNetwork.Parse("127.0.0.1/32")], Resolve = resolve ?? ResolveAsync });

    // As the system does: other ways to write numbers, and names that stand for this machine.
    private static Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct) =>
        Task.FromResult<IPAddress[]>([IPAddress.TryParse(host.TrimEnd('.'), out var address) ? address : IPAddress.Parse("10.9.8.7")]);

    private static async Task<bool> IsRefusedAsync(GuardedFetch client, string link)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out var url) || url.Host == "127.0.0.1")
        {
            return true;
        }

        var used = await Record.ExceptionAsync(() => client.OpenAsync(url, CancellationToken.None));
        var set = await Record.ExceptionAsync(() => client.CheckAsync(url, CancellationToken.None));
        return used is FetchException { IsTransient: false } && set is FetchException { IsTransient: false };
    }

    private static IEnumerable<string> WriteForms(string address)
    {
        var b = IPAddress.Parse(address).GetAddressBytes();
        var number = ((uint)b[0] << 24) | ((uint)b[1] << 16) | ((uint)b[2] << 8) | b[3];
        yield return address;
        yield return $"{address}.";
        yield return Format($"{number}");
        yield return Format($"0x{number:x}");
        yield return Format($"0X{number:X8}");
        yield return $"0{Convert.ToString(number, 8)}";
        yield return string.Join('.', b.Select(part => Format($"0x{part:x}")));
        yield return string.Join('.', b.Select(part => $"0{Convert.ToString(part, 8)}"));
        yield return string.Join('.', b.Select(part => $"0000{Convert.ToString(part, 8)}"));
        yield return Format($"{b[0]}.{number & 0xFFFFFF}");
        yield return Format($"{b[0]}.{b[1]}.{number & 0xFFFF}");
        yield return Format($"0x{b[0]:x}.0{Convert.ToString(b[1], 8)}.{number & 0xFFFF}");
        yield return $"[::ffff:{address}]";
        yield return Format($"[::ffff:{number >> 16:x}:{number & 0xFFFF:x}]");
        yield return Format($"[0:0:0:0:0:ffff:{number >> 16:x}:{number & 0xFFFF:x}]");
        yield return $"[::{address}]";
        yield return $"[64:ff9b::{address}]";
        yield return Format($"[2002:{number >> 16:x}:{number & 0xFFFF:x}::1]");
        yield return string.Concat(address.Select(c => char.IsDigit(c) ? (char)(c - '0' + '\uFF10') : c));
        yield return address.Replace('.', '\u3002');
        yield return address.Replace('.', '\uFF0E');
        yield return string.Concat(address.Select(c => Format($"%{(int)c:x2}")));
        yield return $"{address}.nip.example";
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
