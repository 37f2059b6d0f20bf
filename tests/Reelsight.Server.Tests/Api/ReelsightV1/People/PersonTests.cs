using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Api.ReelsightV1.People;

/// <summary>People sign in by name and password, may do what their role says, and their labels carry their names.</summary>
public sealed class PersonTests : IAsyncLifetime
{
    private const string People = "/reelsight/v1/people";
    private const string Session = "/reelsight/v1/session";
    private const string Password = "a long enough password";
    private readonly ManualClock _clock = new();
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(clock: _clock);

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Somebody_signs_in_by_name_in_any_case_and_is_refused_with_a_wrong_password_in_the_same_words_as_a_stranger()
    {
        await CreateAsync("Mia", "viewer");
        using var browser = Browser();
        using (var answer = await SignInAsync(browser, "mia", Password))
        {
            var view = await answer.JsonAsync();
            Assert.Equal(("Mia", true), (view.Text("name"), view.GetProperty("person").GetBoolean()));
        }

        await browser.JsonAsync("indexes");
        using var wrong = await SignInAsync(Browser(), "mia", Password + "!");
        using var stranger = await SignInAsync(Browser(), "nobody", Password);
        var (first, second) = (await wrong.JsonAsync(HttpStatusCode.Unauthorized), await stranger.JsonAsync(HttpStatusCode.Unauthorized));
        Assert.Equal(first.Text("message"), second.Text("message"));
        Assert.False(wrong.Headers.Contains("Set-Cookie"));
        var listed = Assert.Single((await _server.Client.JsonAsync(People)).Data());
        Assert.DoesNotContain("password", listed.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(_clock.GetUtcNow(), listed.GetProperty("last_sign_in_at").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_password_is_kept_as_a_salted_hash_of_as_many_rounds_as_advised()
    {
        var id = await CreateAsync("mia", "viewer");
        await CreateAsync("noa", "viewer");
        var (mia, noa) = (_server.Stores.People.Find(id)!, _server.Stores.People.FindByName("NOA")!);
        Assert.NotEqual(mia.PasswordHash, noa.PasswordHash);
        // Version 1 of the format: SHA-512 (2), then the rounds.
        var hash = Convert.FromBase64String(mia.PasswordHash!);
        Assert.Equal(1, hash[0]);
        Assert.Equal(2, hash[4]);
        Assert.Equal(210_000, hash[5] << 24 | hash[6] << 16 | hash[7] << 8 | hash[8]);
    }

    [Theory]
    [InlineData("viewer", false, false, false)]
    [InlineData("labeller", true, false, false)]
    [InlineData("reviewer", true, true, false)]
    [InlineData("admin", true, true, true)]
    public async Task A_role_says_what_somebody_may_do_and_a_change_counts_from_the_next_request_on(
        string role,
        bool labels,
        bool writes,
        bool administers
    )
    {
        var set = await AddLabelSetAsync();
        var id = await CreateAsync("mia", "viewer");
        using var browser = Browser();
        (await SignInAsync(browser, "mia", Password)).Dispose();
        await PatchAsync(id, new { role });
        await browser.JsonAsync("indexes");
        Assert.Equal(labels, await MayAsync(browser, $"/reelsight/v1/label-sets/{set}/annotations"));
        Assert.Equal(writes, await MayAsync(browser, "indexes"));
        Assert.Equal(administers, await MayAsync(browser, People));
    }

    [Fact]
    public async Task Labels_edits_and_the_audit_log_carry_the_person_whatever_name_the_request_gives()
    {
        var set = await AddLabelSetAsync();
        await CreateAsync("Mia", "reviewer");
        using var browser = Browser();
        (await SignInAsync(browser, "mia", Password)).Dispose();
        var labels = new Uri($"/reelsight/v1/label-sets/{set}/annotations", UriKind.Relative);
        var video = (await _server.Client.JsonAsync($"indexes/{_index}/videos")).Data()[0].Id();
        var label = (await _server.Client.JsonAsync($"/reelsight/v1/label-sets/{set}")).GetProperty("labels")[0].Text("label_id");
        using var made = await browser.PostAsJsonAsync(
            labels,
            new
            {
                reviewer = "somebody else",
                annotation = new
                {
                    video_id = video,
                    label_id = label,
                    start_frame = 0,
                    end_frame = 10,
                },
            }
        );
        Assert.Contains("Mia", (await made.JsonAsync(HttpStatusCode.Created)).GetRawText(), StringComparison.Ordinal);
        var history = (await _server.Client.JsonAsync($"/reelsight/v1/label-sets/{set}/history")).GetRawText();
        Assert.Contains("\"Mia\"", history, StringComparison.Ordinal);
        Assert.DoesNotContain("somebody else", history, StringComparison.Ordinal);

        (await browser.DeleteAsync(new Uri($"/reelsight/v1/label-sets/{set}", UriKind.Relative))).Dispose();
        var events = (await _server.Client.JsonAsync("/reelsight/v1/audit-events")).Data();
        Assert.Contains(events, e => e.Text("action") == "DeleteLabelSet" && e.Text("actor") == "Mia");
        Assert.Contains(events, e => e.Text("action") == "SignIn" && e.Text("actor") == "Mia");
    }

    [Fact]
    public async Task Guessing_is_slowed_for_the_guesser_and_not_for_others_and_ends_by_itself()
    {
        await CreateAsync("mia", "viewer");
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await SignInAsync(Browser(), "mia", $"guess number {i} ...");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using (var right = await SignInAsync(Browser(), "MIA", Password))
        {
            Assert.Equal("too_many_requests", await right.ErrorAsync(HttpStatusCode.TooManyRequests));
            Assert.NotNull(right.Headers.RetryAfter);
        }

        await CreateAsync("noa", "viewer");
        using (var other = await SignInAsync(Browser(), "noa", Password))
        {
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        }

        _clock.Advance(TimeSpan.FromMinutes(15));
        using var later = await SignInAsync(Browser(), "mia", Password);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task Somebody_who_is_disabled_deleted_or_given_a_new_password_is_signed_out()
    {
        foreach (var change in new[] { "disable", "password", "delete" })
        {
            var id = await CreateAsync(change, "viewer");
            using var browser = Browser();
            (await SignInAsync(browser, change, Password)).Dispose();
            await browser.JsonAsync("indexes");
            if (change == "delete")
            {
                (await _server.Client.DeleteAsync(new Uri($"{People}/{id}", UriKind.Relative))).Dispose();
            }
            else
            {
                await PatchAsync(id, change == "disable" ? new { disabled = true } : new { password = "another long password" });
            }

            Assert.Equal("api_key_invalid", await browser.ErrorAsync("indexes", HttpStatusCode.Unauthorized));
            using var again = await SignInAsync(browser, change, Password);
            Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
        }
    }

    [Fact]
    public async Task Somebody_changes_the_own_password_with_the_old_one_and_other_browsers_are_signed_out()
    {
        var password = new Uri("/reelsight/v1/password", UriKind.Relative);
        await CreateAsync("mia", "viewer");
        using var desk = Browser();
        using var phone = Browser();
        (await SignInAsync(desk, "mia", Password)).Dispose();
        (await SignInAsync(phone, "mia", Password)).Dispose();
        using (var wrong = await desk.PostAsJsonAsync(password, new { old_password = "no", password = "another long password" }))
        {
            Assert.Equal("parameter_invalid", await wrong.ErrorAsync(HttpStatusCode.BadRequest));
        }

        using (var changed = await desk.PostAsJsonAsync(password, new { old_password = Password, password = "another long password" }))
        {
            Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        }

        await desk.JsonAsync("indexes");
        Assert.Equal("api_key_invalid", await phone.ErrorAsync("indexes", HttpStatusCode.Unauthorized));
        using (var again = await SignInAsync(phone, "mia", "another long password"))
        {
            Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        }

        using var key = await _server.Client.PostAsJsonAsync(password, new { old_password = Password, password = "another long password" });
        Assert.Equal("api_not_allowed", await key.ErrorAsync(HttpStatusCode.Forbidden));
    }

    [Theory]
    [InlineData("""{ "role": "viewer", "password": "a long enough password" }""", "name")]
    [InlineData("""{ "name": "a\nb", "role": "viewer", "password": "a long enough password" }""", "name")]
    [InlineData("""{ "name": "mia", "role": "boss", "password": "a long enough password" }""", "role")]
    [InlineData("""{ "name": "mia", "role": "viewer", "password": "short" }""", "password")]
    public async Task Somebody_who_cannot_be_added_is_refused_with_the_name_of_the_field(string body, string named)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await _server.Client.PostAsync(new Uri(People, UriKind.Relative), content);
        Assert.Contains(named, (await answer.JsonAsync(HttpStatusCode.BadRequest)).Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_taken_on_the_whole_server_in_any_case()
    {
        await CreateAsync("mia", "viewer");
        using var answer = await _server.Other.PostAsJsonAsync(
            new Uri(People, UriKind.Relative),
            new
            {
                name = "MIA",
                role = "viewer",
                password = Password,
            }
        );
        Assert.Equal("person_name_taken", await answer.ErrorAsync(HttpStatusCode.Conflict));
    }

    private string _index = "";

    private async Task<string> AddLabelSetAsync()
    {
        _index = await _server.CreateIndexAsync($"films {Guid.NewGuid():N}", addons: ["thumbnail"]);
        var video = await _server.ReadyVideoAsync(_index, "film.mp4");
        await _server.AddFrameMapAsync(video);
        using var answer = await _server.Client.PostAsJsonAsync(
            new Uri("/reelsight/v1/label-sets", UriKind.Relative),
            new
            {
                index_id = _index,
                name = "things",
                labels = new[] { new { name = "dog" } },
            }
        );
        return (await answer.JsonAsync(HttpStatusCode.Created)).Id();
    }

    private async Task<string> CreateAsync(string name, string role)
    {
        using var answer = await _server.Client.PostAsJsonAsync(
            new Uri(People, UriKind.Relative),
            new
            {
                name,
                role,
                password = Password,
            }
        );
        return (await answer.JsonAsync(HttpStatusCode.Created)).Id();
    }

    private async Task<JsonElement> PatchAsync(string id, object change)
    {
        using var answer = await _server.Client.PatchAsJsonAsync(new Uri($"{People}/{id}", UriKind.Relative), change);
        return await answer.JsonAsync();
    }

    // Whether the scope lets an empty request through; what it then lacks is another matter.
    private static async Task<bool> MayAsync(HttpClient browser, string path)
    {
        using var answer = await browser.PostAsJsonAsync(new Uri(path, UriKind.Relative), new { });
        return answer.StatusCode != HttpStatusCode.Forbidden;
    }

    private HttpClient Browser()
    {
        var browser = _server.ClientWith(null);
        browser.DefaultRequestHeaders.Add("Origin", _server.Address.GetLeftPart(UriPartial.Authority));
        return browser;
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string name, string password) =>
        browser.PostAsJsonAsync(new Uri(Session, UriKind.Relative), new { name, password });
}
