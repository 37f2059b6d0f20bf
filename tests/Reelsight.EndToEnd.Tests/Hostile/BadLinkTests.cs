using System.Net;
using System.Net.Sockets;
using System.Text;
using Reelsight.EndToEnd.Tests.Hosting;
using Reelsight.Fetch.Tests;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.EndToEnd.Tests.Hostile;

/// <summary>Media by URL: links that lead nowhere, elsewhere, or where this server must not go.</summary>
public sealed class BadLinkTests(LiveServer live) : IClassFixture<LiveServer>
{
    [Theory]
    [InlineData("404 Not Found", "", "404")]
    [InlineData("200 OK\nContent-Type: text/html", "<html></html>", "web page")]
    [InlineData("302 Found\nLocation: ftp://example.test/film.mp4", "", "http")]
    [InlineData("200 OK\nContent-Type: video/mp4", "No film at all.", "text")]
    [InlineData("200 OK\nContent-Type: application/vnd.apple.mpegurl", "#EXTM3U\n#EXTINF:4,\nhttp://127.0.0.1/a.ts\n", "other files")]
    public async Task A_link_that_gives_no_film_fails_with_a_sentence_that_names_the_cause(string head, string body, string word)
    {
        await using var web = new LocalServer();
        web.Answer("/film.mp4", head, body);
        var code =
            head.StartsWith("200 OK", StringComparison.Ordinal) && !head.Contains("html", StringComparison.Ordinal)
                ? "unsupported_media_type"
                : "source_unavailable";
        Requests.AssertFailed(await live.Client.AssetEndAsync(await live.Client.LinkAsync(web.Url("/film.mp4").AbsoluteUri)), code, word);
    }

    [Fact]
    public async Task A_film_behind_a_link_is_indexed_and_its_name_is_that_of_the_link()
    {
        var film = await File.ReadAllBytesAsync(await GeneratedMedia.FilmAsync());
        await using var web = new LocalServer();
        web.Answer("/my%20film.mp4", async (stream, ct) =>
        {
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {film.Length}\r\nConnection: close\r\n\r\n"),
                ct
            );
            await stream.WriteAsync(film, ct);
        });
        using var form = Requests.Form(("index_id", live.IndexId), ("video_url", web.Url("/my%20film.mp4").AbsoluteUri));
        using var answer = await live.Client.PostAsync("tasks", form);
        var task = await live.Client.TaskEndAsync((await answer.JsonAsync(HttpStatusCode.Created)).Id());
        Assert.True(task.Text("status") == "ready", task.ToString());
        Assert.Equal("my film.mp4", task.GetProperty("system_metadata").Text("filename"));
    }

    [Fact]
    public async Task A_link_that_nobody_answers_is_tried_again_before_it_fails_while_others_go_on()
    {
        using var form = Requests.Form(("index_id", live.IndexId), ("video_url", $"http://127.0.0.1:{FindSilentPort()}/film.mp4"));
        using var answer = await live.Client.PostAsync("tasks", form);
        var lost = await answer.JsonAsync(HttpStatusCode.Created);
        Assert.Equal("ready", (await live.Client.IndexAsync(live.IndexId, await GeneratedMedia.FilmAsync())).Text("status"));
        Requests.AssertFailed(await live.Client.TaskEndAsync(lost.Id()), "source_unavailable", "127.0.0.1");
    }

    private static int FindSilentPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
