using System.Net;
using System.Net.Http.Json;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Api.ReelsightV1.Studio;

/// <summary>How a person's browser signs in, and what its cookie is good for.</summary>
public sealed class StudioSessionTests : IAsyncLifetime
{
    private const string Session = "/reelsight/v1/session";
    private readonly ManualClock _clock = new();
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(clock: _clock);

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_key_buys_a_cookie_that_scripts_cannot_read_and_that_stands_for_it()
    {
        using var browser = Browser();
        using var answer = await SignInAsync(browser, new { api_key = $" {RunningServer.Key} " });
        Assert.True((await answer.JsonAsync()).GetProperty("signed_in").GetBoolean());
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(RunningServer.Key, cookie, StringComparison.Ordinal);

        var index = await _server.CreateIndexAsync("films");
        Assert.Equal(index, Assert.Single((await browser.JsonAsync("indexes")).Data()).Id());
    }

    [Fact]
    public async Task A_cookie_opens_nothing_of_another_tenant()
    {
        var index = await _server.CreateIndexAsync("films");
        using var browser = Browser();
        using var answer = await SignInAsync(browser, new { api_key = RunningServer.OtherKey });
        Assert.Equal("resource_not_exist", await browser.ErrorAsync($"indexes/{index}", HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task A_wrong_key_is_refused_with_a_sentence_that_says_where_the_right_one_is()
    {
        using var browser = Browser();
        using var answer = await SignInAsync(browser, new { api_key = "tlk_wrong" });
        var body = await answer.JsonAsync(HttpStatusCode.Unauthorized);
        Assert.Contains("api-key", body.Text("message"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        using var nothing = await SignInAsync(browser, new { });
        Assert.Equal("parameter_not_provided", await nothing.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_sign_in_link_works_once_and_not_for_ever()
    {
        var (first, late) = (await LinkAsync(), await LinkAsync());
        using var browser = Browser();
        using (var answer = await SignInAsync(browser, new { sign_in_token = first }))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        using (var again = await SignInAsync(browser, new { sign_in_token = first }))
        {
            Assert.Equal("api_key_invalid", await again.ErrorAsync(HttpStatusCode.Unauthorized));
        }

        _clock.Advance(TimeSpan.FromMinutes(31));
        using var over = await SignInAsync(browser, new { sign_in_token = late });
        Assert.Equal("api_key_invalid", await over.ErrorAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task A_session_ends_when_the_browser_signs_out_and_after_thirty_days()
    {
        using var browser = Browser();
        (await SignInAsync(browser, new { api_key = RunningServer.Key })).Dispose();
        Assert.True(await SignedInAsync(browser));
        _clock.Advance(TimeSpan.FromDays(29));
        Assert.True(await SignedInAsync(browser));
        using var answer = await browser.DeleteAsync(new Uri(Session, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.False(await SignedInAsync(browser));

        (await SignInAsync(browser, new { api_key = RunningServer.Key })).Dispose();
        _clock.Advance(TimeSpan.FromDays(31));
        Assert.False(await SignedInAsync(browser));
        Assert.Equal("api_key_invalid", await browser.ErrorAsync("indexes", HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task A_cookie_that_was_signed_out_is_worth_nothing_wherever_it_was_copied_to()
    {
        using var browser = Browser();
        using var signedIn = await SignInAsync(browser, new { api_key = RunningServer.Key });
        using var thief = Thief(signedIn);
        Assert.True(await SignedInAsync(thief));
        (await browser.DeleteAsync(new Uri(Session, UriKind.Relative))).Dispose();
        Assert.False(await SignedInAsync(thief));
        Assert.Equal("api_key_invalid", await thief.ErrorAsync("indexes", HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Signing_in_anew_ends_the_session_before()
    {
        using var browser = Browser();
        using var first = await SignInAsync(browser, new { api_key = RunningServer.Key });
        using var thief = Thief(first);
        (await SignInAsync(browser, new { api_key = RunningServer.Key })).Dispose();
        Assert.False(await SignedInAsync(thief));
        Assert.True(await SignedInAsync(browser));
    }

    [Fact]
    public async Task Other_browsers_are_listed_and_signed_out_by_one_or_all_together()
    {
        const string sessions = "/reelsight/v1/sessions";
        using var desk = Browser();
        using var phone = Browser();
        using var laptop = Browser();
        phone.DefaultRequestHeaders.UserAgent.ParseAdd("Phone/1.0");
        foreach (var browser in new[] { desk, phone, laptop })
        {
            (await SignInAsync(browser, new { api_key = RunningServer.Key })).Dispose();
        }

        var listed = (await desk.JsonAsync(sessions)).Data();
        Assert.Equal(3, listed.Length);
        Assert.Single(listed, session => session.GetProperty("current").GetBoolean());
        var lost = Assert.Single(listed, session => session.Text("user_agent") == "Phone/1.0").Id();
        Assert.Equal("127.0.0.1", listed[0].Text("address"));
        Assert.Empty((await _server.Other.JsonAsync(sessions)).Data());

        using (var ended = await desk.DeleteAsync(new Uri($"{sessions}/{lost}", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        }

        Assert.False(await SignedInAsync(phone));
        Assert.True(await SignedInAsync(laptop));
        (await desk.DeleteAsync(new Uri(sessions, UriKind.Relative))).Dispose();
        Assert.False(await SignedInAsync(laptop));
        Assert.True(await SignedInAsync(desk));
    }

    [Fact]
    public async Task A_browser_may_do_no_more_than_the_key_it_signed_in_with()
    {
        var key = await CreateKeyAsync("read");
        using var browser = Browser();
        using var answer = await SignInAsync(browser, new { api_key = key });
        Assert.Equal("""["read"]""", (await answer.JsonAsync()).GetProperty("scopes").GetRawText());
        await browser.JsonAsync("indexes");
        using var refused = await browser.PostAsJsonAsync("indexes", new { index_name = "mine" });
        Assert.Equal("api_not_allowed", await refused.ErrorAsync(HttpStatusCode.Forbidden));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "http://elsewhere.example")]
    [InlineData("Origin", "null")]
    public async Task A_page_of_another_origin_cannot_use_the_cookie(string header, string value)
    {
        using var browser = Browser();
        (await SignInAsync(browser, new { api_key = RunningServer.Key })).Dispose();
        browser.DefaultRequestHeaders.Remove("Origin");
        browser.DefaultRequestHeaders.Add(header, value);
        using var answer = await browser.PostAsJsonAsync(
            "indexes",
            new { index_name = "theirs", models = new[] { new { model_name = "marengo3.0", model_options = new[] { "visual" } } } }
        );
        Assert.Equal("api_key_invalid", await answer.ErrorAsync(HttpStatusCode.Unauthorized));
        using var session = await SignInAsync(browser, new { api_key = RunningServer.Key });
        Assert.Equal("api_not_allowed", await session.ErrorAsync(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task A_wrong_key_is_not_made_good_by_a_cookie()
    {
        using var browser = Browser();
        (await SignInAsync(browser, new { api_key = RunningServer.Key })).Dispose();
        browser.DefaultRequestHeaders.Add("x-api-key", "tlk_wrong");
        Assert.Equal("api_key_invalid", await browser.ErrorAsync("indexes", HttpStatusCode.Unauthorized));
    }

    private async Task<string> CreateKeyAsync(string scope)
    {
        using var answer = await _server.Client.PostAsJsonAsync(
            new Uri("/reelsight/v1/keys", UriKind.Relative),
            new { name = "test", scopes = new[] { scope } }
        );
        return (await answer.JsonAsync(HttpStatusCode.Created)).Text("key")!;
    }

    // Somebody who copied the cookie.
    private HttpClient Thief(HttpResponseMessage signedIn)
    {
        var thief = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri(_server.Address, "/v1.3/") };
        thief.DefaultRequestHeaders.Add("Origin", _server.Address.GetLeftPart(UriPartial.Authority));
        thief.DefaultRequestHeaders.Add("Cookie", signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        return thief;
    }

    // What a browser says with every request of the studio's own page.
    private HttpClient Browser()
    {
        var browser = _server.ClientWith(null);
        browser.DefaultRequestHeaders.Add("Origin", _server.Address.GetLeftPart(UriPartial.Authority));
        return browser;
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient browser, object body) =>
        browser.PostAsJsonAsync(new Uri(Session, UriKind.Relative), body);

    private static async Task<bool> SignedInAsync(HttpClient browser) =>
        (await browser.JsonAsync(Session)).GetProperty("signed_in").GetBoolean();

    private async Task<string> LinkAsync()
    {
        using var answer = await _server.Client.PostAsync(new Uri("/reelsight/v1/sign-in-links", UriKind.Relative), null);
        var url = new Uri((await answer.JsonAsync(HttpStatusCode.Created)).Text("url")!);
        Assert.Equal(_server.Address.Authority, url.Authority);
        return url.Fragment["#sign-in=".Length..];
    }
}
