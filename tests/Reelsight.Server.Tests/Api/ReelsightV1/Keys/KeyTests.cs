using System.Net;
using System.Net.Http.Json;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Api.ReelsightV1.Keys;

public sealed class KeyTests : IAsyncLifetime
{
    private const string Keys = "/reelsight/v1/keys";
    private readonly ManualClock _clock = new();
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(clock: _clock);

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_key_is_shown_once_works_and_ends_after_twelve_months()
    {
        var (id, key) = await CreateAsync(new { name = "widget", scopes = new[] { "read" } });
        Assert.StartsWith("tlk_", key, StringComparison.Ordinal);
        using var client = _server.ClientWith(key);
        await client.JsonAsync("indexes");

        var listed = Assert.Single((await _server.Client.JsonAsync(Keys)).Data(), k => k.Id() == id);
        Assert.False(listed.TryGetProperty("key", out _));
        Assert.Equal("widget", listed.Text("name"));
        Assert.Equal(_clock.GetUtcNow().AddDays(365), listed.GetProperty("expires_at").GetDateTimeOffset());
        Assert.Equal(_clock.GetUtcNow(), listed.GetProperty("last_used_at").GetDateTimeOffset());
        Assert.DoesNotContain(
            key,
            string.Concat(Directory.GetFiles(_server.DataDir, "reelsight.db*").Select(ReadShared)),
            StringComparison.Ordinal
        );

        _clock.Advance(TimeSpan.FromDays(365));
        Assert.Equal("api_key_invalid", await client.ErrorAsync("indexes", HttpStatusCode.Unauthorized));
        Assert.True(Assert.Single((await _server.Client.JsonAsync(Keys)).Data(), k => k.Id() == id).GetProperty("expired").GetBoolean());
    }

    [Fact]
    public async Task A_revoked_key_and_the_browsers_it_signed_in_are_refused_from_the_next_request_on()
    {
        var (id, key) = await CreateAsync(new { name = "leaver", scopes = new[] { "admin" } });
        using var client = _server.ClientWith(key);
        using var browser = _server.ClientWith(null);
        browser.DefaultRequestHeaders.Add("Origin", _server.Address.GetLeftPart(UriPartial.Authority));
        (await browser.PostAsJsonAsync(new Uri("/reelsight/v1/session", UriKind.Relative), new { api_key = key })).Dispose();
        await client.JsonAsync("indexes");
        await browser.JsonAsync("indexes");

        using var revoked = await _server.Client.DeleteAsync(new Uri($"{Keys}/{id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Equal("api_key_invalid", await client.ErrorAsync("indexes", HttpStatusCode.Unauthorized));
        Assert.Equal("api_key_invalid", await browser.ErrorAsync("indexes", HttpStatusCode.Unauthorized));
        using var again = await _server.Client.DeleteAsync(new Uri($"{Keys}/{id}", UriKind.Relative));
        Assert.Equal("resource_not_exist", await again.ErrorAsync(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task The_key_of_the_settings_is_changed_there_and_not_revoked()
    {
        var preset = Assert.Single((await _server.Client.JsonAsync(Keys)).Data(), k => k.GetProperty("preset").GetBoolean());
        using var answer = await _server.Client.DeleteAsync(new Uri($"{Keys}/{preset.Id()}", UriKind.Relative));
        var error = await answer.JsonAsync(HttpStatusCode.Conflict);
        Assert.Equal("key_is_preset", error.Text("code"));
        Assert.Contains("REELSIGHT_API_KEY", error.Text("message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "scopes": ["read"] }""", "name")]
    [InlineData("""{ "name": "a\u0007b", "scopes": ["read"] }""", "name")]
    [InlineData("""{ "name": "a", "scopes": [] }""", "scopes")]
    [InlineData("""{ "name": "a", "scopes": ["root"] }""", "root")]
    [InlineData("""{ "name": "a", "scopes": ["read"], "expires_in_days": 0 }""", "expires_in_days")]
    public async Task A_key_that_cannot_be_made_is_refused_with_the_name_of_the_field(string body, string named)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await _server.Client.PostAsync(new Uri(Keys, UriKind.Relative), content);
        Assert.Contains(named, (await answer.JsonAsync(HttpStatusCode.BadRequest)).Text("message"), StringComparison.Ordinal);
    }

    private async Task<(string Id, string Key)> CreateAsync(object body)
    {
        using var answer = await _server.Client.PostAsJsonAsync(new Uri(Keys, UriKind.Relative), body);
        var made = await answer.JsonAsync(HttpStatusCode.Created);
        return (made.Id(), made.Text("key")!);
    }

    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete),
            System.Text.Encoding.Latin1
        );
        return reader.ReadToEnd();
    }
}
