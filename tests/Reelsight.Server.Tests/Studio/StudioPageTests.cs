using System.Net;
using System.Net.Http.Headers;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Studio;

/// <summary>The studio's files as the server sends them.</summary>
public sealed class StudioPageTests : IAsyncLifetime
{
    private readonly DirectoryInfo _built = Directory.CreateTempSubdirectory("reelsight-studio-");
    private RunningServer _server = null!;
    private HttpClient _browser = null!;

    public async ValueTask InitializeAsync()
    {
        Write("index.html", "<!doctype html><title>Studio</title>");
        Write("assets/app-1.js", "let it = 'run';");
        Write("assets/app-1.js.br", "packed well");
        Write("assets/app-1.js.gz", "packed");
        Write("theme.js", "'theme'");
        _server = await RunningServer.StartAsync(settings => settings with { StudioDir = _built.FullName });
        _browser = _server.ClientWith(null);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _server.DisposeAsync();
        _built.Delete(recursive: true);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/search?q=dog")]
    [InlineData("/library/0123/videos/4567")]
    public async Task Every_address_that_a_browser_opens_answers_with_the_page_and_its_policy(string path)
    {
        using var answer = await GetAsync(path, "text/html,application/xhtml+xml");
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<title>Studio", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/reelsight.svg")]
    [InlineData("/assets/app-0.js")]
    [InlineData("/assets/..%2fapi-key")]
    public async Task A_file_that_was_not_built_is_404_for_a_script(string path)
    {
        using var answer = await GetAsync(path, "*/*");
        Assert.Equal("resource_not_exist", await answer.ErrorAsync(HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("/v1.3/unheard", HttpStatusCode.Unauthorized)]
    [InlineData("/reelsight/v1/unheard", HttpStatusCode.Unauthorized)]
    [InlineData("/media/unheard", HttpStatusCode.NotFound)]
    public async Task A_mistyped_address_of_the_API_stays_an_error_even_for_a_browser(string path, HttpStatusCode status)
    {
        using var answer = await GetAsync(path, "text/html");
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Files_are_sent_packed_as_the_browser_takes_them()
    {
        foreach (
            var (accepted, encoding, body) in new[]
            {
                ("gzip, deflate, br", "br", "packed well"),
                ("gzip", "gzip", "packed"),
                ("br;q=0, gzip", "gzip", "packed"),
                ("identity", null, "let it = 'run';"),
            }
        )
        {
            using var answer = await GetAsync("/assets/app-1.js", "*/*", accepted);
            Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
            Assert.Equal(body, await answer.Content.ReadAsStringAsync());
            Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task Files_named_by_their_content_are_kept_for_ever_and_others_are_asked_about()
    {
        using (var hashed = await GetAsync("/assets/app-1.js", "*/*"))
        {
            Assert.Contains("immutable", hashed.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }

        using var page = await GetAsync("/", "text/html");
        Assert.True(page.Headers.CacheControl!.NoCache);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.IfNoneMatch.Add(page.Headers.ETag!);
        using var again = await _browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task A_server_without_a_built_studio_says_how_to_build_it()
    {
        await using var bare = await RunningServer.StartAsync(settings =>
            settings with
            {
                StudioDir = Path.Combine(_built.FullName, "nothing"),
            }
        );
        using var browser = bare.ClientWith(null);
        using var answer = await browser.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("./reelsight setup", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Media_of_a_public_address_may_be_shown_on_the_page()
    {
        await using var fronted = await RunningServer.StartAsync(settings =>
            settings with
            {
                StudioDir = _built.FullName,
                PublicUrl = new Uri("https://video.example/base"),
            }
        );
        using var browser = fronted.ClientWith(null);
        using var answer = await browser.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Contains(
            "img-src 'self' https://video.example blob:",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal
        );
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_built.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string accept, string? encodings = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(accept);
        if (encodings is not null)
        {
            foreach (var one in encodings.Split(", "))
            {
                request.Headers.AcceptEncoding.Add(StringWithQualityHeaderValue.Parse(one));
            }
        }

        return await _browser.SendAsync(request);
    }
}
