using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Reelsight.EndToEnd.Tests.Hosting;
using Reelsight.Fetch.Tests;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.EndToEnd.Tests.Analyses;

/// <summary>Analyses of films, and with pictures, that lie behind links.</summary>
public sealed class LinkedAnalysisTests(LiveServer live) : IClassFixture<LiveServer>
{
    [Fact]
    public async Task Films_behind_links_are_analyzed_while_people_wait_one_after_the_other()
    {
        await using var web = new LocalServer();
        await ServeAsync(web, "/one.mp4", await GeneratedMedia.FilmAsync(4));
        await ServeAsync(web, "/two.mp4", await GeneratedMedia.FilmAsync(5));
        var answers = await Task.WhenAll(AskAsync("/one.mp4"), AskAsync("/two.mp4"));
        Assert.Equal<string>(["The video is 4 seconds long.", "The video is 5 seconds long."], answers);

        async Task<string> AskAsync(string path)
        {
            using var answer = await live.Client.PostAsJsonAsync(
                "analyze",
                new
                {
                    video = new { type = "url", url = web.Url(path).AbsoluteUri },
                    prompt = "How long is the video?",
                    stream = false,
                }
            );
            return (await answer.JsonAsync()).Text("data")!;
        }
    }

    [Fact]
    public async Task Pictures_of_a_batch_are_fetched_when_their_item_is_worked_on_and_one_that_cannot_be_had_fails_its_item_alone()
    {
        await using var web = new LocalServer();
        await ServeAsync(web, "/film.mp4", await GeneratedMedia.FilmAsync(4));
        await ServeAsync(web, "/picture.png", await GeneratedMedia.OfKindAsync("still picture"));
        web.Answer("/gone.png", "404 Not Found", "");
        using var film = Requests.Form(("method", "url"), ("url", web.Url("/film.mp4").AbsoluteUri));
        using var uploaded = await live.Client.PostAsync("assets", film);
        var asset = (await live.Client.AssetEndAsync((await uploaded.JsonAsync(HttpStatusCode.Created)).Id())).Id();
        using var created = await live.Client.PostAsJsonAsync(
            "analyze/batches",
            new
            {
                model_name = "pegasus1.5",
                analysis_mode = "general",
                requests = new[] { Item("/picture.png"), Item("/gone.png") },
            }
        );
        var batch = (await created.JsonAsync(HttpStatusCode.Created)).Text("batch_id");
        await live.Client.UntilAsync($"analyze/batches/{batch}", b => b.Text("status") is "completed" or "failed");
        var lines = (await live.Client.GetStringAsync(new Uri($"analyze/batches/{batch}/results", UriKind.Relative))).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        );
        using var good = JsonDocument.Parse(lines[0]);
        using var bad = JsonDocument.Parse(lines[1]);
        Assert.Equal("ready", good.RootElement.Text("status"));
        Assert.NotEmpty(good.RootElement.GetProperty("data").Text("data")!);
        Requests.AssertFailed(bad.RootElement, "source_unavailable", "404");

        object Item(string picture) =>
            new
            {
                video = new { type = "asset_id", asset_id = asset },
                custom_id = picture.Trim('/').Replace('.', '-'),
                prompt = new
                {
                    input_text = "Is <@it> in the video?",
                    media_sources = new[]
                    {
                        new
                        {
                            name = "it",
                            media_type = "image",
                            url = web.Url(picture).AbsoluteUri,
                        },
                    },
                },
            };
    }

    private static async Task ServeAsync(LocalServer web, string path, string file)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        web.Answer(path, async (stream, ct) =>
        {
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n"),
                ct
            );
            await stream.WriteAsync(bytes, ct);
        });
    }
}
