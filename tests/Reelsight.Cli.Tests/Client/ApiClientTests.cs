using System.Net;
using System.Net.Http.Headers;
using Reelsight.Cli.Client;
using Reelsight.Cli.Errors;
using Reelsight.Cli.Hosting;

namespace Reelsight.Cli.Tests.Client;

/// <summary>Where the command line sends its API key, and what it makes of answers that are not Reelsight's.</summary>
public sealed class ApiClientTests
{
    [Theory]
    [InlineData("http://127.0.0.1:7860", false)]
    [InlineData("http://localhost:7860", false)]
    [InlineData("http://[::1]:7860", false)]
    [InlineData("https://127.0.0.1", false)]
    [InlineData("http://192.168.0.7:7860", false)]
    [InlineData("https://films.example", true)]
    public void A_proxy_of_the_environment_never_sees_a_key_in_the_clear(string server, bool usesProxy)
    {
        using var handler = ApiClient.CreateHandler(new Uri(server));
        Assert.Equal(usesProxy, handler.UseProxy);
        Assert.False(handler.AllowAutoRedirect);
    }

    [Theory]
    [InlineData("http://127.0.0.1:7860", false, true)]
    [InlineData("http://127.9.9.9", false, true)]
    [InlineData("http://localhost", false, true)]
    [InlineData("http://[::1]", false, true)]
    [InlineData("https://films.example", false, true)]
    [InlineData("http://films.example", false, false)]
    [InlineData("http://192.168.0.7:7860", false, false)]
    [InlineData("http://localhost.films.example", false, false)]
    [InlineData("http://127.0.0.1.films.example", false, false)]
    [InlineData("http://127.0.0.1@films.example", false, false)]
    [InlineData("http://192.168.0.7:7860", true, true)]
    [InlineData("ftp://127.0.0.1", true, false)]
    public void A_key_goes_out_encrypted_or_stays_on_this_machine(string server, bool isTrusted, bool isSafe)
    {
        var refusal = Record.Exception(() => ServerConnection.RequireSafeForKeys(new Uri(server), isTrusted));
        Assert.Equal(isSafe, refusal is null);
        Assert.True(refusal is null or CommandException { ExitCode: ExitCodes.Usage });
    }

    [Fact]
    public void A_refused_address_names_the_ways_out()
    {
        var refusal = Assert.Throws<CommandException>(() => ServerConnection.RequireSafeForKeys(new Uri("http://films.example"), false));
        Assert.Contains("films.example", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("https://", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("REELSIGHT_ALLOW_PLAIN_HTTP", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html", "<html>Blocked by your proxy</html>")]
    [InlineData("application/json", "<html>not what it says</html>")]
    [InlineData("application/json", "")]
    [InlineData("application/json", "null")]
    [InlineData("application/json", "[1,2")]
    [InlineData("application/json; charset=nonsense", "{}")]
    public async Task An_answer_that_is_not_reelsights_ends_with_a_sentence(string type, string body)
    {
        using var client = CreateClient(HttpStatusCode.OK, type, body);
        var failure = await Assert.ThrowsAsync<CommandException>(() => client.CreateSignInLinkAsync(default));
        Assert.Contains("is not Reelsight", failure.Message, StringComparison.Ordinal);
        Assert.Contains("proxy", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "text/html", "<html>nothing here</html>")]
    [InlineData(HttpStatusCode.BadGateway, "application/json", "<html>")]
    [InlineData(HttpStatusCode.Forbidden, "application/json; charset=nonsense", "{}")]
    public async Task A_foreign_error_is_reported_by_its_status_and_not_waited_for(HttpStatusCode status, string type, string body)
    {
        using var client = CreateClient(status, type, body);
        Assert.Contains(
            ((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture),
            (await Assert.ThrowsAsync<ApiErrorException>(() => client.WaitUntilReadyAsync(TimeProvider.System, default))).Message,
            StringComparison.Ordinal
        );
        await Assert.ThrowsAsync<ApiErrorException>(() => client.GetOpenApiAsync(default));
    }

    [Fact]
    public async Task A_redirect_is_told_and_not_followed()
    {
        using var client = CreateClient(HttpStatusCode.Found, "text/plain", "");
        var failure = await Assert.ThrowsAsync<ApiErrorException>(() => client.CreateSignInLinkAsync(default));
        Assert.Contains("https://elsewhere.example", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_download_is_fetched_from_this_server_whatever_its_address_says()
    {
        var answer = new Answer(HttpStatusCode.OK, "text/plain", "bytes");
        using var client = new ApiClient(new Uri("http://127.0.0.1:1"), "key", answer);
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "export.zip");
        await client.DownloadAsync("https://public.example//elsewhere.example/a?token=1", path, default);
        Assert.Equal("http://127.0.0.1:1//elsewhere.example/a?token=1", answer.Asked);
        Assert.Equal("bytes", await File.ReadAllTextAsync(path));
    }

    private static ApiClient CreateClient(HttpStatusCode status, string type, string body) =>
        new(new Uri("http://127.0.0.1:1"), "key", new Answer(status, type, body));

    /// <summary>Gives every request the same answer.</summary>
    private sealed class Answer(HttpStatusCode status, string type, string body) : HttpMessageHandler
    {
        public string? Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked = request.RequestUri!.AbsoluteUri;
            var answer = new HttpResponseMessage(status) { Content = new StringContent(body) };
            answer.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            answer.Headers.Location = new Uri("https://elsewhere.example/");
            return Task.FromResult(answer);
        }
    }
}
