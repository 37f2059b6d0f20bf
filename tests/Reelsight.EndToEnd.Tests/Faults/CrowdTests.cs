using System.Net;
using System.Text;
using Reelsight.EndToEnd.Tests.Hosting;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.EndToEnd.Tests.Faults;

public sealed class CrowdTests(LiveServer live) : IClassFixture<LiveServer>
{
    private const int Uploads = 24;

    [Fact]
    public async Task Many_upload_and_search_at_once_and_everybody_is_served()
    {
        var film = await GeneratedMedia.FilmAsync();
        var ready = await live.Client.IndexAsync(live.IndexId, film);
        var searches = Enumerable.Range(0, Uploads).Select(_ => SearchAsync()).ToList();
        var tasks = await Task.WhenAll(Enumerable.Range(0, Uploads).Select(UploadAsync));
        await Task.WhenAll(searches);
        foreach (var (id, expected) in tasks)
        {
            Assert.Equal(expected, (await live.Client.TaskEndAsync(id)).Text("status"));
        }

        Assert.Equal("ready", (await live.Client.TaskEndAsync(ready.Id())).Text("status"));

        // Every third sends the film again, the others a text of their own.
        async Task<(string Id, string Expected)> UploadAsync(int i)
        {
            if (i % 3 == 0)
            {
                return ((await live.Client.UploadAsync(live.IndexId, film)).Id(), "ready");
            }

            using var form = Requests.Form(("index_id", live.IndexId));
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes($"text {i}")), "video_file", $"{i}.mp4");
            using var answer = await live.Client.PostAsync("tasks", form);
            return ((await answer.JsonAsync(HttpStatusCode.Created)).Id(), "failed");
        }

        async Task SearchAsync()
        {
            using var form = Requests.Form(("index_id", live.IndexId), ("query_text", "car"), ("search_options", "visual"));
            using var answer = await live.Client.PostAsync("search", form);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }
}
