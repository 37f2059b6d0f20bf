using System.Net;
using Reelsight.EndToEnd.Tests.Hosting;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.EndToEnd.Tests.Hostile;

/// <summary>What people upload by mistake or with intent: each task ends, and a bad one says why.</summary>
public sealed class BadFileTests(LiveServer live) : IClassFixture<LiveServer>
{
    [Theory]
    [InlineData("text", "unsupported_media_type", "text")]
    [InlineData("noise", "unsupported_media_type", "video")]
    [InlineData("cut off, index at the end", "video_file_broken", "moov")]
    [InlineData("encrypted", "video_file_broken", "encrypted")]
    [InlineData("absurd dimensions", "video_resolution_too_high", "30000x30000")]
    [InlineData("playlist of a file", "unsupported_media_type", "other files")]
    [InlineData("playlist of the web", "unsupported_media_type", "other files")]
    [InlineData("list of files", "unsupported_media_type", "other files")]
    [InlineData("still picture", "unsupported_media_type", "still picture")]
    [InlineData("film without a frame", "unsupported_media_type", "no picture")]
    [InlineData("words without a picture", "unsupported_media_type", "no picture")]
    public async Task A_file_that_cannot_be_indexed_fails_with_a_sentence_that_names_the_cause(string kind, string code, string word) =>
        Requests.AssertFailed(await live.Client.IndexAsync(live.IndexId, await GeneratedMedia.OfKindAsync(kind)), code, word);

    [Theory]
    [InlineData("cut off, index at the start")]
    [InlineData("garbage in the middle")]
    [InlineData("film of one frame")]
    [InlineData("small gif")]
    [InlineData("sound only")]
    [InlineData("sound with a cover")]
    [InlineData("tiny picture")]
    [InlineData("wide strip")]
    public async Task Odd_footage_that_can_be_decoded_becomes_ready_and_plays(string kind)
    {
        var task = await live.Client.IndexAsync(live.IndexId, await GeneratedMedia.OfKindAsync(kind));
        Assert.True(task.Text("status") == "ready", task.ToString());
        var video = await live.Client.JsonAsync($"indexes/{live.IndexId}/videos/{task.Text("video_id")}");
        Assert.True(video.GetProperty("system_metadata").GetProperty("duration").GetDouble() > 0);
        var playlist = new Uri(video.GetProperty("hls").Text("video_url")!);
        var entries = await live.Client.GetStringAsync(playlist);
        using var segment = await live.Client.GetAsync(new Uri(playlist, entries.Split('\n').First(l => l.Length > 0 && l[0] != '#')));
        Assert.Equal(HttpStatusCode.OK, segment.StatusCode);
    }

    [Fact]
    public async Task Zero_bytes_are_refused_at_once()
    {
        using var form = Requests.Form(("index_id", live.IndexId));
        form.Add(new ByteArrayContent([]), "video_file", "empty.mp4");
        using var answer = await live.Client.PostAsync("tasks", form);
        Assert.Equal("parameter_invalid", await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Bad_files_between_good_ones_do_no_harm_to_either()
    {
        var film = await GeneratedMedia.FilmAsync();
        var first = await live.Client.UploadAsync(live.IndexId, film, "first.mp4");
        var bad = await live.Client.UploadAsync(live.IndexId, await GeneratedMedia.OfKindAsync("noise"));
        var again = await live.Client.UploadAsync(live.IndexId, film, "the same again.mp4");

        Assert.Equal("ready", (await live.Client.TaskEndAsync(again.Id())).Text("status"));
        Assert.Equal("failed", (await live.Client.TaskEndAsync(bad.Id())).Text("status"));
        Assert.Equal("ready", (await live.Client.TaskEndAsync(first.Id())).Text("status"));
        Assert.NotEqual(first.Text("video_id"), again.Text("video_id"));
        foreach (var task in new[] { first, again })
        {
            await live.Client.JsonAsync($"indexes/{live.IndexId}/videos/{task.Text("video_id")}");
        }
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\films\夏の犬 🐕.mp4", "夏の犬 🐕.mp4")]
    [InlineData("two\r\nlines\0.mp4", "twolines.mp4")]
    [InlineData("say \"hi\" 'there' $(id).mp4", "say \"hi\" 'there' $(id).mp4")]
    [InlineData("..", "upload")]
    public async Task A_hostile_name_is_kept_as_a_name_and_nothing_more(string given, string kept)
    {
        using var form = Requests.Form(("method", "direct"), ("filename", given));
        form.Add(new StreamContent(File.OpenRead(await GeneratedMedia.OfKindAsync("still picture"))), "file", "a.png");
        using var answer = await live.Client.PostAsync("assets", form);
        var asset = await live.Client.AssetEndAsync((await answer.JsonAsync(HttpStatusCode.Created)).Id());
        Assert.Equal("ready", asset.Text("status"));
        Assert.Equal(kept, asset.Text("filename"));
    }
}
