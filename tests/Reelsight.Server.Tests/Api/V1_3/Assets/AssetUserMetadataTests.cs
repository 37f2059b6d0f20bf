using System.Net;
using System.Text;
using System.Text.Json;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api.V1_3.Assets;

/// <summary>PATCH merges, PUT replaces, DELETE clears.</summary>
public sealed class AssetUserMetadataTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Unknown = "0123456789abcdef01234567";
    private readonly RunningServer _server = shared.Server;

    [Theory]
    [InlineData("""{"a":2}""", """{"a":2,"b":"x"}""")]
    [InlineData("""{"c":9.3,"d":true}""", """{"a":1,"b":"x","c":9.3,"d":true}""")]
    [InlineData("""{"a":null}""", """{"b":"x"}""")]
    [InlineData("""{"b":"","n":""}""", """{"a":1,"b":"x"}""")]
    [InlineData("""{"never":null}""", """{"a":1,"b":"x"}""")]
    [InlineData("{}", """{"a":1,"b":"x"}""")]
    [InlineData("""{"a":null,"b":null}""", null)]
    public async Task PATCH_sets_what_has_a_value_deletes_what_is_null_and_ignores_empty_strings(string change, string? expected)
    {
        var id = await AssetAsync();
        await SendAsync("PATCH", id, $$"""{"user_metadata":{{change}}}""", HttpStatusCode.NoContent);
        Assert.Equal(expected, await MetadataAsync(id));
    }

    [Theory]
    [InlineData("""{"z":5}""", """{"z":5}""")]
    [InlineData("""{"z":5,"gone":null,"empty":""}""", """{"z":5}""")]
    [InlineData("{}", null)]
    public async Task PUT_replaces_everything_and_ignores_null_and_empty_strings(string replacement, string? expected)
    {
        var id = await AssetAsync();
        await SendAsync("PUT", id, $$"""{"user_metadata":{{replacement}}}""", HttpStatusCode.NoContent);
        Assert.Equal(expected, await MetadataAsync(id));
    }

    [Fact]
    public async Task DELETE_clears_and_can_be_repeated()
    {
        var id = await AssetAsync();
        for (var i = 0; i < 2; i++)
        {
            using var answer = await _server.Client.DeleteAsync($"assets/{id}/user-metadata");
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        }
        Assert.Null(await MetadataAsync(id));
    }

    [Theory]
    [InlineData("PATCH", "{}", "parameter_not_provided")]
    [InlineData("PUT", "{}", "parameter_not_provided")]
    [InlineData("PUT", """{"user_metadata":null}""", "parameter_not_provided")]
    [InlineData("PATCH", """{"user_metadata":[1]}""", "parameter_invalid")]
    [InlineData("PUT", """{"user_metadata":"text"}""", "parameter_invalid")]
    [InlineData("PATCH", """{"user_metadata":{"a":{"b":1}}}""", "parameter_invalid")]
    [InlineData("PUT", """{"user_metadata":{"a":[1]}}""", "parameter_invalid")]
    [InlineData("PATCH", "not json", "parameter_invalid")]
    public async Task A_body_that_breaks_a_rule_is_refused_and_changes_nothing(string method, string body, string code)
    {
        var id = await AssetAsync();
        using var answer = await RequestAsync(method, id, body);
        Assert.Equal(code, await answer.ErrorAsync(HttpStatusCode.BadRequest));
        Assert.Equal("""{"a":1,"b":"x"}""", await MetadataAsync(id));
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task An_unknown_asset_is_404_and_a_malformed_id_400(string method)
    {
        using var unknown = await RequestAsync(method, Unknown, """{"user_metadata":{"a":1}}""");
        Assert.Equal("resource_not_exist", await unknown.ErrorAsync(HttpStatusCode.NotFound));
        using var malformed = await RequestAsync(method, "x", """{"user_metadata":{"a":1}}""");
        Assert.Equal("parameter_invalid", await malformed.ErrorAsync(HttpStatusCode.BadRequest));
    }

    private async Task<string> AssetAsync()
    {
        using var form = Seeds.Form(("method", "url"), ("url", "http://example.test/a.mp4"), ("user_metadata", """{"a":1,"b":"x"}"""));
        using var answer = await _server.Client.PostAsync("assets", form);
        return (await answer.JsonAsync(HttpStatusCode.Created)).Id();
    }

    private async Task<string?> MetadataAsync(string id) =>
        (await _server.Client.JsonAsync($"assets/{id}")).TryGetProperty("user_metadata", out JsonElement shown) ? shown.GetRawText() : null;

    private Task<HttpResponseMessage> RequestAsync(string method, string id, string body) =>
        _server.Client.SendAsync(
            new HttpRequestMessage(new HttpMethod(method), $"assets/{id}/user-metadata")
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            }
        );

    private async Task SendAsync(string method, string id, string body, HttpStatusCode expected)
    {
        using var answer = await RequestAsync(method, id, body);
        Assert.Equal(expected, answer.StatusCode);
    }
}
