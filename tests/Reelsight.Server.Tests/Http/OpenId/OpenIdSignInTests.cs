using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Reelsight.Server.Settings;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Tests.Http.OpenId;

/// <summary>Signing in by OpenID Connect, against an issuer that really signs.</summary>
public sealed class OpenIdSignInTests : IAsyncLifetime
{
    private TestIssuer _issuer = null!;

    public async ValueTask InitializeAsync() => _issuer = await TestIssuer.StartAsync();

    public async ValueTask DisposeAsync() => await _issuer.DisposeAsync();

    [Fact]
    public async Task Whoever_is_new_gets_the_role_of_the_settings_and_is_known_by_the_issuers_id_from_then_on()
    {
        await using var server = await StartAsync(PersonRole.Labeller);
        using var browser = Browser(server);
        Assert.Equal("/", await SignInAsync(browser, server));
        var session = await SessionAsync(browser);
        Assert.Equal(("mia", true), (session.Text("name"), session.GetProperty("person").GetBoolean()));
        Assert.Equal("""["read","label"]""", session.GetProperty("scopes").GetRawText());

        // Another name, the same person.
        _issuer.Claims["preferred_username"] = "mia.married";
        using var again = Browser(server);
        Assert.Equal("/", await SignInAsync(again, server));
        var people = (await server.Client.JsonAsync("/reelsight/v1/people")).Data();
        Assert.Equal("mia", Assert.Single(people).Text("name"));

        // The same name, another person.
        (_issuer.Claims["preferred_username"], _issuer.Claims["sub"]) = ("MIA", "43");
        using var other = Browser(server);
        Assert.Equal("/#sign-in-refused=name-taken", await SignInAsync(other, server));
        Assert.False((await SessionAsync(other)).GetProperty("signed_in").GetBoolean());

        (
            await server.Client.PatchAsJsonAsync(
                new Uri($"/reelsight/v1/people/{people[0].Id()}", UriKind.Relative),
                new { disabled = true }
            )
        ).Dispose();
        _issuer.Claims["sub"] = "42";
        Assert.False((await SessionAsync(browser)).GetProperty("signed_in").GetBoolean());
        Assert.Equal("/#sign-in-refused=disabled", await SignInAsync(browser, server));
        var events = (await server.Client.JsonAsync("/reelsight/v1/audit-events?action=SignIn")).Data();
        Assert.Equal(["mia", "mia"], events.Select(e => e.Text("actor")));
    }

    [Fact]
    public async Task Without_a_role_for_new_people_nobody_unknown_comes_in_and_a_forged_token_never()
    {
        await using var server = await StartAsync(null);
        using var browser = Browser(server);
        Assert.Equal("/#sign-in-refused=unknown", await SignInAsync(browser, server));
        Assert.Empty((await server.Client.JsonAsync("/reelsight/v1/people")).Data());

        await using var open = await StartAsync(PersonRole.Viewer);
        using var forger = Browser(open);
        _issuer.Forges = true;
        Assert.Equal("/#sign-in-refused=failed", await SignInAsync(forger, open));
        Assert.Empty((await open.Client.JsonAsync("/reelsight/v1/people")).Data());
        Assert.False((await SessionAsync(forger)).GetProperty("signed_in").GetBoolean());
    }

    [Fact]
    public async Task An_answer_of_the_issuer_counts_only_in_the_browser_that_asked()
    {
        await using var server = await StartAsync(PersonRole.Viewer);
        using var attacker = Browser(server);
        var callback = await GetCallbackAsync(attacker, server);
        using var victim = Browser(server);
        using var answer = await victim.GetAsync(callback);
        Assert.Equal("/#sign-in-refused=failed", answer.Headers.Location!.OriginalString);
        Assert.False((await SessionAsync(victim)).GetProperty("signed_in").GetBoolean());
    }

    [Fact]
    public async Task Without_an_issuer_there_is_no_such_way_in()
    {
        await using var server = await RunningServer.StartAsync();
        using var browser = Browser(server);
        Assert.Equal("resource_not_exist", await browser.ErrorAsync("/sign-in/openid", HttpStatusCode.NotFound));
        Assert.False((await SessionAsync(browser)).TryGetProperty("open_id", out _));
    }

    private Task<RunningServer> StartAsync(PersonRole? role) =>
        RunningServer.StartAsync(settings =>
            settings with
            {
                OpenId = new OpenIdSettings
                {
                    Issuer = _issuer.Address,
                    ClientId = TestIssuer.ClientId,
                    Name = "Test",
                    Role = role,
                },
            }
        );

    private static HttpClient Browser(RunningServer server)
    {
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address };
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return browser;
    }

    private static async Task<Uri> GetCallbackAsync(HttpClient browser, RunningServer server)
    {
        Assert.Equal("Test", (await SessionAsync(browser)).Text("open_id"));
        using var start = await browser.GetAsync(new Uri("/sign-in/openid", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, start.StatusCode);
        using var issuer = await browser.GetAsync(start.Headers.Location);
        Assert.Equal(HttpStatusCode.Redirect, issuer.StatusCode);
        Assert.Equal(server.Address.Authority, issuer.Headers.Location!.Authority);
        return issuer.Headers.Location;
    }

    private static async Task<string> SignInAsync(HttpClient browser, RunningServer server)
    {
        using var answer = await browser.GetAsync(await GetCallbackAsync(browser, server));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    private static Task<JsonElement> SessionAsync(HttpClient browser) => browser.JsonAsync("/reelsight/v1/session");
}
