using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api.V1_3.Connections;

/// <summary>A server that no provider knows says so, and really keeps redirect URIs.</summary>
public sealed class ConnectionTests : IAsyncLifetime
{
    private const string Id = "0123456789abcdef01234567";
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("{}", "parameter_not_provided", "provider")]
    [InlineData("""{"provider":"dropbox","redirect_uri":"https://app.example.com/done"}""", "parameter_invalid", "google_drive")]
    [InlineData("""{"provider":"google_drive"}""", "parameter_not_provided", "redirect_uri")]
    [InlineData("""{"provider":"google_drive","redirect_uri":"https://app.example.com/done"}""", "api_not_allowed", "POST /assets")]
    public async Task An_authorization_is_refused_with_the_way_out(string body, string code, string named)
    {
        using var answer = await _server.Client.PostAsync(
            "/v1.3/connections:authorize",
            new StringContent(body, System.Text.Encoding.UTF8, "application/json")
        );
        var error = await answer.JsonAsync(HttpStatusCode.BadRequest);
        Assert.Equal(code, error.Text("code"));
        Assert.Contains(named, error.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_connections_is_an_empty_page()
    {
        var list = await _server.Client.JsonAsync("connections?page=2&page_limit=5");
        Assert.Equal("""{"data":[],"page_info":{"limit_per_page":5,"page":2,"total_page":0,"total_results":0}}""", list.GetRawText());
        Assert.Equal("parameter_invalid", await _server.Client.ErrorAsync("connections?page_limit=51", HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/picker-token")]
    [InlineData("POST", "/imports")]
    [InlineData("GET", "/imports")]
    [InlineData("GET", "/imports/" + Id)]
    public async Task No_connection_is_there(string method, string rest)
    {
        foreach (
            var (id, status, code) in new[]
            {
                (Id, HttpStatusCode.NotFound, "resource_not_exist"),
                ("x", HttpStatusCode.BadRequest, "parameter_invalid"),
            }
        )
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), $"connections/{id}{rest}");
            if (method == "POST")
            {
                request.Content = JsonContent.Create(new { items = new[] { new { source_id = "file" } } });
            }

            using var answer = await _server.Client.SendAsync(request);
            Assert.Equal(code, await answer.ErrorAsync(status));
        }
    }

    [Fact]
    public async Task A_redirect_URI_is_kept_listed_and_deleted_and_belongs_to_its_tenant()
    {
        var first = await AddAsync("https://app.example.com/oauth/done", HttpStatusCode.Created);
        Assert.Equal("https://app.example.com/oauth/done", first.Text("redirect_uri"));
        await AddAsync("https://203.119.5.1/done?state=x", HttpStatusCode.Created);
        Assert.Equal(2, (await _server.Client.JsonAsync("connections/redirect-uris")).Data().Length);
        Assert.Contains((await _server.Client.JsonAsync("connections/redirect-uris")).Data(), u => u.GetRawText() == first.GetRawText());
        Assert.Empty((await _server.Other.JsonAsync("connections/redirect-uris")).Data());

        await DeleteAsync(_server.Other, first.Id(), HttpStatusCode.NotFound);
        await DeleteAsync(_server.Client, first.Id(), HttpStatusCode.NoContent);
        await DeleteAsync(_server.Client, first.Id(), HttpStatusCode.NotFound);
        await DeleteAsync(_server.Client, "x", HttpStatusCode.BadRequest);
        await AddAsync("https://app.example.com/oauth/done", HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("http://app.example.com/done")]
    [InlineData("https://*.example.com/done")]
    [InlineData("https://localhost/done")]
    [InlineData("https://127.0.0.1/done")]
    [InlineData("https://10.0.0.7/done")]
    [InlineData("https://[::1]/done")]
    [InlineData("https://user@app.example.com/done")]
    [InlineData("https://app.example.com/done#part")]
    [InlineData("/done")]
    public async Task A_redirect_URI_that_no_browser_should_be_sent_to_is_422(string uri) =>
        Assert.Equal("redirect_uri_invalid", (await AddAsync(uri, HttpStatusCode.UnprocessableEntity)).Text("code"));

    [Fact]
    public async Task A_redirect_URI_comes_once_and_there_are_at_most_twenty()
    {
        for (var i = 0; i < 20; i++)
        {
            await AddAsync($"https://app.example.com/{i}", HttpStatusCode.Created);
        }

        Assert.Equal(
            "redirect_uri_limit_exceeded",
            (await AddAsync("https://app.example.com/20", HttpStatusCode.UnprocessableEntity)).Text("code")
        );
        var listed = (await _server.Client.JsonAsync("connections/redirect-uris?page_limit=50")).Data();
        await DeleteAsync(_server.Client, listed[0].Id(), HttpStatusCode.NoContent);
        Assert.Equal(
            "redirect_uri_already_exists",
            (await AddAsync(listed[1].Text("redirect_uri")!, HttpStatusCode.Conflict)).Text("code")
        );
        Assert.Equal("parameter_not_provided", (await AddAsync("", HttpStatusCode.BadRequest)).Text("code"));
    }

    private async Task<JsonElement> AddAsync(string uri, HttpStatusCode expected)
    {
        using var answer = await _server.Client.PostAsJsonAsync("connections/redirect-uris", new { redirect_uri = uri });
        return await answer.JsonAsync(expected);
    }

    private static async Task DeleteAsync(HttpClient client, string id, HttpStatusCode expected)
    {
        using var answer = await client.DeleteAsync($"connections/redirect-uris/{id}");
        Assert.Equal(expected, answer.StatusCode);
    }
}
