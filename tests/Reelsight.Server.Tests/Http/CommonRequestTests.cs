using System.Net;
using System.Net.Http.Json;
using System.Text;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Http;

/// <summary>What holds for every operation: keys, headers, unknown routes, methods, sizes.</summary>
public sealed class CommonRequestTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Id = "0123456789abcdef01234567";
    private readonly RunningServer _server = shared.Server;

    [Theory]
    [InlineData("unheard/of")]
    [InlineData("/reelsight/v1/unheard")]
    public async Task Without_a_key_nobody_learns_which_routes_there_are(string path)
    {
        using var client = _server.ClientWith(null);
        Assert.Equal("api_key_invalid", await client.ErrorAsync(path, HttpStatusCode.Unauthorized));
    }

    [Theory]
    [InlineData("/v1.3/indexes")]
    [InlineData("/v1.3/unheard/of")]
    [InlineData("/healthz")]
    [InlineData("/nothing")]
    public async Task Every_answer_names_the_version_and_the_request(string path)
    {
        using var answer = await _server.Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal("1.3", Assert.Single(answer.Headers.GetValues("X-Api-Version")));
        Assert.NotEmpty(Assert.Single(answer.Headers.GetValues("x-request-id")));
    }

    [Fact]
    public async Task Health_needs_no_key_and_tells_the_version()
    {
        using var client = _server.ClientWith(null);
        var health = await client.JsonAsync("/healthz");
        Assert.Equal("ready", health.Text("status"));
        Assert.Matches(@"^\d+\.\d+\.\d+$", health.Text("version"));
    }

    [Theory]
    [InlineData("unheard/of")]
    [InlineData("indexes/0123456789abcdef01234567/unheard")]
    [InlineData("/elsewhere")]
    public async Task A_route_that_does_not_exist_is_404_with_the_contracts_body(string path) =>
        Assert.Equal("resource_not_exist", await _server.Client.ErrorAsync(path, HttpStatusCode.NotFound));

    [Fact]
    public async Task A_method_that_a_route_does_not_take_is_405_and_names_those_it_takes()
    {
        using var answer = await _server.Client.PostAsJsonAsync($"indexes/{Id}", new { });
        Assert.Equal("api_not_allowed", await answer.ErrorAsync(HttpStatusCode.MethodNotAllowed));
        Assert.Contains("PUT", answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("indexes/xyz")]
    [InlineData("indexes/0123456789ABCDEF01234567")]
    [InlineData("assets/1")]
    [InlineData("tasks/0123456789abcdef0123456")]
    [InlineData("indexes/x/videos")]
    [InlineData("indexes/0123456789abcdef01234567/videos/x")]
    [InlineData("tasks?index_id=junk")]
    [InlineData("assets?asset_ids=junk")]
    public async Task A_malformed_id_is_400(string path) =>
        Assert.Equal("parameter_invalid", await _server.Client.ErrorAsync(path, HttpStatusCode.BadRequest));

    [Theory]
    [InlineData("indexes/" + Id)]
    [InlineData("assets/" + Id)]
    [InlineData("tasks/" + Id)]
    [InlineData("indexes/" + Id + "/videos")]
    [InlineData("indexes/" + Id + "/videos/" + Id)]
    public async Task An_unknown_id_is_404(string path) =>
        Assert.Equal("resource_not_exist", await _server.Client.ErrorAsync(path, HttpStatusCode.NotFound));

    [Theory]
    [InlineData("/v1.3//indexes")]
    [InlineData("/v1.3/indexes/")]
    public async Task A_base_that_ends_with_a_slash_works(string path) => Assert.Empty((await _server.Client.JsonAsync(path)).Data());

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_without_being_read()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "indexes") { Content = new ByteArrayContent(new byte[5 << 20]) };
        request.Headers.ExpectContinue = true;
        using var answer = await _server.Client.SendAsync(request);
        Assert.Equal("parameter_invalid", await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_form_where_JSON_is_due_is_named_as_the_mistake()
    {
        using var form = Seeds.Form(("index_name", "a"));
        using var answer = await _server.Client.PostAsync("indexes", form);
        Assert.Equal("content_type_invalid", await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("tasks")]
    [InlineData("assets")]
    [InlineData("search")]
    public async Task JSON_where_a_form_is_due_is_named_as_the_mistake(string path)
    {
        using var body = new StringContent("""{"index_id":"x"}""", Encoding.UTF8, "application/json");
        using var answer = await _server.Client.PostAsync(path, body);
        Assert.Equal("content_type_invalid", await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }
}
