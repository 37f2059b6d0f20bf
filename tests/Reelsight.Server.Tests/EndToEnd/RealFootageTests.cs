using System.Text.Json;
using Reelsight.Inference.Packs;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.EndToEnd;

/// <summary>A real clip through the whole server: uploaded, described by the real models, searched, played.</summary>
public sealed class RealFootageTests
{
    [Fact(SkipUnless = nameof(SampleClips.Available), SkipType = typeof(SampleClips), Skip = SampleClips.Absent)]
    public async Task Footage_of_a_road_is_found_by_its_cars_and_plays_in_a_browser()
    {
        Assert.SkipUnless(
            new ModelStore().GetStatuses().All(status => status.State == PackState.Ready),
            "The model packs are not fetched: run ./reelsight setup."
        );
        await using var server = await RunningServer.StartAsync(s => s with { Workers = 1 });
        var index = await server.CreateIndexAsync("roads", addons: ["thumbnail"]);
        await using var film = File.OpenRead(SampleClips.Combine("car-detection.mp4"));
        using var upload = Seeds.Form(("index_id", index));
        upload.Add(new StreamContent(film), "video_file", "film.mp4");
        using var created = await server.Client.PostAsync("tasks", upload);
        var task = await ReadyAsync(server, (await created.JsonAsync(System.Net.HttpStatusCode.Created)).Id());
        var videoId = task.Text("video_id");

        using var form = Seeds.Form(
            ("index_id", index),
            ("query_text", "vehicles"),
            ("search_options", "visual"),
            ("search_options", "audio")
        );
        using var found = await server.Client.PostAsync("search", form);
        var hit = (await found.JsonAsync()).Data()[0];
        Assert.Equal(videoId, hit.Text("video_id"));
        Assert.Contains(hit.GetProperty("reasons").EnumerateArray(), r => r.Text("kind") == "object");

        var video = await server.Client.JsonAsync($"indexes/{index}/videos/{videoId}?embedding_option=visual&transcription=true");
        Assert.NotEmpty(video.GetProperty("embedding").GetProperty("video_embedding").GetProperty("segments").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, video.GetProperty("transcription").ValueKind);

        using var browser = server.ClientWith(null);
        var playlist = new Uri(video.GetProperty("hls").Text("video_url")!);
        var entries = await browser.GetStringAsync(playlist);
        using var segment = await browser.GetAsync(new Uri(playlist, entries.Split('\n').First(l => l.Length > 0 && l[0] != '#')));
        Assert.Equal(System.Net.HttpStatusCode.OK, segment.StatusCode);
        foreach (var picture in new[] { hit.Text("thumbnail_url"), video.GetProperty("hls").GetProperty("thumbnail_urls")[0].GetString() })
        {
            using var answer = await browser.GetAsync(new Uri(picture!));
            Assert.Equal("image/jpeg", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    // Asks as clients do. A failure of the pipeline ends the wait: it is an answer too.
    private static async Task<JsonElement> ReadyAsync(RunningServer server, string taskId)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await ticks.WaitForNextTickAsync())
        {
            var task = await server.Client.JsonAsync($"tasks/{taskId}");
            Assert.NotEqual("failed", task.Text("status"));
            if (task.Text("status") == "ready")
            {
                return task;
            }
        }
        throw new InvalidOperationException("The timer ended.");
    }
}
