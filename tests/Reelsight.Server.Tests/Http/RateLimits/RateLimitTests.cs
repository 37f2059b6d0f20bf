using System.Net;
using Reelsight.Server.Settings;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Http.RateLimits;

/// <summary>How many requests an account may make.</summary>
public sealed class RateLimitTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Without_limits_requests_are_only_counted()
    {
        await using var server = await RunningServer.StartAsync(clock: _clock);
        for (var i = 1; i <= 3; i++)
        {
            using var answer = await server.Client.GetAsync(new Uri("indexes", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(i.ToString(), Header(answer, "X-Ratelimit-Used"));
        }
    }

    [Fact]
    public async Task Past_its_limit_a_category_is_429_with_the_time_to_wait_while_others_go_on()
    {
        await using var server = await StartAsync("assets=2/minute");
        for (var left = 1; left >= 0; left--)
        {
            using var allowed = await PostAsync(server.Client, "assets");
            Assert.Equal(HttpStatusCode.BadRequest, allowed.StatusCode);
            Assert.Equal(left.ToString(), Header(allowed, "X-Ratelimit-Remaining"));
        }

        using var refused = await PostAsync(server.Client, "assets");
        Assert.Equal("too_many_requests", await refused.ErrorAsync(HttpStatusCode.TooManyRequests));
        Assert.Equal("2", Header(refused, "X-Ratelimit-Limit"));
        Assert.Equal("2", Header(refused, "X-Ratelimit-Used"));
        Assert.Equal("0", Header(refused, "X-Ratelimit-Remaining"));
        var seconds = (int)refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds;
        Assert.Equal(_clock.GetUtcNow().ToUnixTimeSeconds() + seconds, long.Parse(Header(refused, "X-Ratelimit-Reset")));
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync(new Uri("indexes", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(server.Other, "assets")).StatusCode);

        _clock.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(server.Client, "assets")).StatusCode);
    }

    [Fact]
    public async Task Where_the_contract_says_so_the_429_has_no_body()
    {
        await using var server = await StartAsync("search=1/day");
        await PostAsync(server.Client, "search");
        using var refused = await PostAsync(server.Client, "search");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Empty(await refused.Content.ReadAsByteArrayAsync());
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Fact]
    public async Task Operations_of_one_kind_of_work_share_their_limit()
    {
        await using var server = await StartAsync("indexing=1/minute");
        await PostAsync(server.Client, "tasks");
        using var refused = await PostAsync(server.Client, "indexes/0123456789abcdef01234567/indexed-assets");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }

    [Theory]
    [InlineData("search")]
    [InlineData("search=0/minute")]
    [InlineData("search=5/hour")]
    [InlineData("unheard=5/minute")]
    public void A_limit_that_cannot_be_read_is_refused_at_the_start(string text) =>
        Assert.Throws<FormatException>(() => RateLimit.Parse(text));

    private Task<RunningServer> StartAsync(string limits) =>
        RunningServer.StartAsync(s => s with { RateLimits = RateLimit.Parse(limits) }, _clock);

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path)
    {
        using var form = new MultipartFormDataContent { { new StringContent("x"), "nothing" } };
        return await client.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));
}
