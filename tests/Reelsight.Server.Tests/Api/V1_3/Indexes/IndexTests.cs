using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api.V1_3.Indexes;

public sealed class IndexTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_created_index_is_shown_with_everything_it_was_created_with()
    {
        using var created = await _server.Client.PostAsync(
            "indexes",
            Json(
                """
                {"index_name":"films","models":[{"model_name":"marengo3.0","model_options":["visual","audio"]},
                 {"model_name":"pegasus1.2","model_options":["visual"]}],"addons":["thumbnail"],"surprise":1}
                """
            )
        );
        var id = (await created.JsonAsync(HttpStatusCode.Created)).Id();
        Assert.Matches("^[0-9a-f]{24}$", id);

        var index = await _server.Client.JsonAsync($"indexes/{id}");
        Assert.Equal(id, index.Id());
        Assert.Equal("films", index.Text("index_name"));
        Assert.Equal(["marengo3.0", "pegasus1.2"], index.GetProperty("models").EnumerateArray().Select(m => m.Text("model_name")));
        Assert.Equal(
            ["visual", "audio"],
            index.GetProperty("models")[0].GetProperty("model_options").EnumerateArray().Select(o => o.GetString())
        );
        Assert.Equal("thumbnail", index.GetProperty("addons")[0].GetString());
        Assert.Equal(0, index.GetProperty("video_count").GetInt32());
        Assert.Equal(0, index.GetProperty("total_duration").GetDouble());
        Assert.Equal(JsonValueKind.Null, index.GetProperty("expires_at").ValueKind);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", index.Text("created_at"));
    }

    [Theory]
    [InlineData("""{"models":[{"model_name":"marengo3.0","model_options":["visual"]}]}""", "parameter_not_provided")]
    [InlineData("""{"index_name":"","models":[{"model_name":"marengo3.0","model_options":["visual"]}]}""", "parameter_not_provided")]
    [InlineData("""{"index_name":"a"}""", "parameter_not_provided")]
    [InlineData("""{"index_name":"a","models":[]}""", "parameter_not_provided")]
    [InlineData("""{"index_name":"a","models":[{"model_options":["visual"]}]}""", "parameter_not_provided")]
    [InlineData("""{"index_name":"a","models":[{"model_name":"marengo3.0"}]}""", "parameter_not_provided")]
    [InlineData("""{"index_name":"a","models":[{"model_name":"marengo9","model_options":["visual"]}]}""", "parameter_invalid")]
    [InlineData("""{"index_name":"a","models":[{"model_name":"marengo3.0","model_options":["transcription"]}]}""", "parameter_invalid")]
    [InlineData(
        """{"index_name":"a","models":[{"model_name":"marengo3.0","model_options":["visual"]}],"addons":["sparkles"]}""",
        "parameter_invalid"
    )]
    [InlineData(
        """{"index_name":"a","models":[{"model_name":"pegasus1.2","model_options":["visual"]}],"addons":["thumbnail"]}""",
        "parameter_invalid"
    )]
    [InlineData("""{"index_name":7,"models":[]}""", "parameter_invalid")]
    [InlineData("""{"index_name":""", "parameter_invalid")]
    [InlineData("null", "parameter_invalid")]
    public async Task A_body_that_breaks_a_rule_is_refused(string body, string code)
    {
        using var answer = await _server.Client.PostAsync("indexes", Json(body));
        Assert.Equal(code, await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_is_named()
    {
        using var answer = await _server.Client.PostAsync("indexes", Json("""{"index_name":7}"""));
        Assert.Contains("index_name", (await answer.JsonAsync(HttpStatusCode.BadRequest)).Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_unique_within_an_account_and_free_in_another()
    {
        await _server.CreateIndexAsync("films");
        await _server.CreateIndexAsync("films", client: _server.Other);
        var other = await _server.CreateIndexAsync("others");

        using var twice = await _server.Client.PostAsJsonAsync(
            "indexes",
            new { index_name = "films", models = new[] { new { model_name = "marengo3.0", model_options = new[] { "visual" } } } }
        );
        Assert.Equal("index_name_already_exists", await twice.ErrorAsync(HttpStatusCode.BadRequest));
        using var renamed = await _server.Client.PutAsJsonAsync($"indexes/{other}", new { index_name = "films" });
        Assert.Equal("index_name_already_exists", await renamed.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Renaming_answers_200_without_a_body_and_keeps_the_rest()
    {
        var id = await _server.CreateIndexAsync("before");
        using var answer = await _server.Client.PutAsJsonAsync($"indexes/{id}", new { index_name = "after" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("after", (await _server.Client.JsonAsync($"indexes/{id}")).Text("index_name"));
    }

    [Fact]
    public async Task Models_cannot_be_changed_later()
    {
        var id = await _server.CreateIndexAsync("films");
        using var answer = await _server.Client.PutAsync($"indexes/{id}", Json("""{"index_name":"x","models":[]}"""));
        Assert.Equal("index_option_cannot_be_changed", await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_deleted_index_answers_204_once_and_404_from_then_on()
    {
        var id = await _server.CreateIndexAsync("films");
        using var deleted = await _server.Client.DeleteAsync($"indexes/{id}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal("resource_not_exist", await _server.Client.ErrorAsync($"indexes/{id}", HttpStatusCode.NotFound));
        using var again = await _server.Client.DeleteAsync($"indexes/{id}");
        Assert.Equal("resource_not_exist", await again.ErrorAsync(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task A_list_comes_newest_first_in_pages_and_ends_with_an_empty_page()
    {
        for (var i = 1; i <= 5; i++)
        {
            await _server.CreateIndexAsync($"index {i}");
        }

        var names = new List<string?>();
        for (var page = 1; ; page++)
        {
            var body = await _server.Client.JsonAsync($"indexes?page={page}&page_limit=2&sort_option=asc");
            Assert.Equal(page, body.GetProperty("page_info").GetProperty("page").GetInt32());
            Assert.Equal(3, body.GetProperty("page_info").GetProperty("total_page").GetInt32());
            Assert.Equal(5, body.GetProperty("page_info").GetProperty("total_results").GetInt32());
            Assert.Equal(2, body.GetProperty("page_info").GetProperty("limit_per_page").GetInt32());
            if (body.Data() is not { Length: > 0 } data)
            {
                break;
            }

            names.AddRange(data.Select(i => i.Text("index_name")));
        }
        Assert.Equal(["index 1", "index 2", "index 3", "index 4", "index 5"], names);
        Assert.Equal("index 5", (await _server.Client.JsonAsync("indexes")).Data()[0].Text("index_name"));
    }

    [Theory]
    [InlineData("page=0")]
    [InlineData("page=x")]
    [InlineData("page_limit=0")]
    [InlineData("page_limit=51")]
    [InlineData("page_limit=-1")]
    [InlineData("sort_by=name")]
    [InlineData("sort_option=down")]
    [InlineData("created_at=yesterday")]
    [InlineData("model_options=smell")]
    [InlineData("model_family=other")]
    public async Task A_list_refuses_a_parameter_out_of_bounds(string query) =>
        Assert.Equal("parameter_invalid", await _server.Client.ErrorAsync($"indexes?{query}", HttpStatusCode.BadRequest));

    [Fact]
    public async Task A_list_is_filtered_by_name_options_family_and_time()
    {
        await _server.CreateIndexAsync("both");
        await _server.CreateIndexAsync("seen", options: ["visual"]);
        await _server.CreateIndexAsync("read", options: ["visual"], model: "pegasus1.2");

        Assert.Equal(["both"], await NamesAsync("index_name=both"));
        Assert.Equal(["both"], await NamesAsync("model_options=visual%2Caudio"));
        Assert.Equal(["read"], await NamesAsync("model_family=pegasus"));
        Assert.Empty(await NamesAsync("created_at=2099-01-01T00:00:00Z"));
        Assert.Equal(3, (await NamesAsync("created_at=2020-01-01T00:00:00Z&unheard_of=1")).Count);
    }

    private async Task<List<string?>> NamesAsync(string query) =>
        [.. (await _server.Client.JsonAsync($"indexes?{query}")).Data().Select(i => i.Text("index_name"))];

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
