using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Api.ReelsightV1.Audit;

/// <summary>Who did what is written down, and strangers cannot make it much.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private const string Events = "/reelsight/v1/audit-events";
    private readonly ManualClock _clock = new();
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await RunningServer.StartAsync(
            settings => settings with { AuditRetention = TimeSpan.FromDays(30), TrustedProxies = [IPNetwork.Parse("127.0.0.1/32")] },
            _clock
        );

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Three_hundred_wrong_keys_leave_one_trace_with_their_number_and_sender()
    {
        using var stranger = _server.ClientWith("tlk_wrong");
        for (var i = 0; i < 300; i++)
        {
            (await stranger.GetAsync(new Uri("indexes", UriKind.Relative))).Dispose();
        }

        var refused = Assert.Single((await ListAsync("?action=KeyRefused")));
        Assert.Equal((300, "127.0.0.1", ""), (refused.GetProperty("count").GetInt32(), refused.Text("address"), refused.Text("actor")));
        Assert.DoesNotContain("tlk_wrong", refused.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_senders_leave_a_bounded_number_of_traces()
    {
        using var stranger = _server.ClientWith(null);
        for (var i = 0; i < 1000; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("indexes", UriKind.Relative));
            // Addresses of one IPv6 network are one sender.
            request.Headers.Add("X-Forwarded-For", i % 2 == 0 ? $"198.51.{i / 250}.{i % 250}" : $"2001:db8::{i:x}");
            (await stranger.SendAsync(request)).Dispose();
        }

        using var answer = await _server.Client.GetAsync(new Uri($"{Events}?action=KeyRefused&page_limit=50", UriKind.Relative));
        var total = (await answer.JsonAsync()).GetProperty("page_info").GetProperty("total_results").GetInt32();
        Assert.InRange(total, 2, 101);
        var first = await ListAsync("?action=KeyRefused&page_limit=50&page=1");
        Assert.Contains(first.Concat(await ListAsync("?action=KeyRefused&page_limit=50&page=2")), e =>
            e.Text("address") == "2001:db8::/64"
        );
    }

    [Fact]
    public async Task Sign_ins_sign_outs_and_refused_sign_ins_are_written()
    {
        using var browser = _server.ClientWith(null);
        browser.DefaultRequestHeaders.Add("Origin", _server.Address.GetLeftPart(UriPartial.Authority));
        var session = new Uri("/reelsight/v1/session", UriKind.Relative);
        (await browser.PostAsJsonAsync(session, new { api_key = "tlk_wrong" })).Dispose();
        (await browser.PostAsJsonAsync(session, new { api_key = RunningServer.Key })).Dispose();
        (await browser.DeleteAsync(session)).Dispose();
        Assert.Equal(["SignInRefused", "SignOut", "SignIn"], (await ListAsync()).Select(e => e.Text("action")));
    }

    [Fact]
    public async Task Deletions_exports_and_changes_of_keys_are_written_with_who_what_and_the_id_of_the_request()
    {
        var index = await _server.CreateIndexAsync("films");
        using var made = await _server.Client.PostAsJsonAsync(
            new Uri("/reelsight/v1/keys", UriKind.Relative),
            new { name = "widget", scopes = new[] { "read", "write" } }
        );
        var key = await made.JsonAsync(HttpStatusCode.Created);
        using var widget = _server.ClientWith(key.Text("key"));
        using var deleted = await widget.DeleteAsync(new Uri($"indexes/{index}", UriKind.Relative));
        (await widget.DeleteAsync(new Uri($"indexes/{index}", UriKind.Relative))).Dispose();

        var events = await ListAsync();
        Assert.Equal(["DeleteIndex", "CreateKey"], events.Select(e => e.Text("action")));
        Assert.Equal("widget", events[0].Text("actor"));
        Assert.Equal(key.Id(), events[0].Text("actor_id"));
        Assert.Contains(index, events[0].Text("subject"), StringComparison.Ordinal);
        Assert.Equal(deleted.Headers.GetValues("x-request-id").Single(), events[0].Text("request_id"));
        Assert.Contains("widget", events[1].Text("subject"), StringComparison.Ordinal);
        Assert.DoesNotContain(key.Text("key")!, string.Concat(events.Select(e => e.GetRawText())), StringComparison.Ordinal);
        Assert.Empty((await _server.Other.JsonAsync(Events)).Data());
    }

    [Fact]
    public async Task Events_are_filtered_by_time_never_changed_and_forgotten_after_the_time_that_was_set()
    {
        var index = await _server.CreateIndexAsync("films");
        (await _server.Client.DeleteAsync(new Uri($"indexes/{index}", UriKind.Relative))).Dispose();
        var at = _clock.GetUtcNow();
        Assert.Single(await ListAsync($"?from={at:O}".Replace("+", "%2B", StringComparison.Ordinal)));
        Assert.Empty(await ListAsync($"?before={at:O}".Replace("+", "%2B", StringComparison.Ordinal)));

        await _server.Stores.Audit.PurgeAsync(at, [], 0, default);
        Assert.Single(await ListAsync());
        await _server.Stores.Audit.PurgeAsync(at + TimeSpan.FromTicks(1), [], 0, default);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Of_what_strangers_cause_only_the_newest_events_are_kept()
    {
        await _server.Stores.Audit.AddAsync(
            [
                .. Enumerable
                    .Range(0, 10)
                    .Select(i => new AuditEventRecord
                    {
                        Id = $"{i}",
                        TenantId = "default",
                        At = _clock.GetUtcNow(),
                        Action = i == 0 ? "DeleteIndex" : "KeyRefused",
                        Actor = "",
                        Address = "192.0.2.1",
                    }),
            ],
            default
        );
        await _server.Stores.Audit.PurgeAsync(DateTimeOffset.UnixEpoch, ["KeyRefused"], 3, default);
        Assert.Equal(["9", "8", "7", "0"], (await ListAsync()).Select(e => e.Id()));
    }

    private async Task<JsonElement[]> ListAsync(string query = "") => (await _server.Client.JsonAsync(Events + query)).Data();
}
