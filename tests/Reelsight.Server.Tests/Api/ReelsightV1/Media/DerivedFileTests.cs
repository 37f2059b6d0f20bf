using System.Net;
using Reelsight.Core.Descriptions;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Api.ReelsightV1.Media;

/// <summary>Pictures and streams are made from the original again, whatever happens to their files while the server runs.</summary>
public sealed class DerivedFileTests : IAsyncLifetime
{
    private const string Tenant = ReelsightServer.DefaultTenant;
    private const string Thumbnail = "thumbnails/000000200.jpg";

    private static readonly string[] Files = ["stream/index.m3u8", "stream/seg00000.ts", "thumbnails/cover.jpg", Thumbnail];

    private RunningServer _server = null!;
    private HttpClient _browser = null!;
    private Uri _media = null!;
    private string _folder = "";

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync();
        _browser = _server.ClientWith(null);
        var index = await _server.CreateIndexAsync("films");
        using var form = Seeds.Form([("index_id", index)]);
        form.Add(new ByteArrayContent(await TestMedia.FilmAsync()), "video_file", "film.mp4");
        using var uploaded = await _server.Client.PostAsync("tasks", form);
        var id = (await uploaded.JsonAsync(HttpStatusCode.Created)).Text("video_id")!;
        var video = (await _server.Stores.Videos.FindAsync(Tenant, index, id, default))!;
        var described = Seeds.Nothing with { Clips = [new Clip(0, 0.5, Thumbnail)] };
        await _server.Stores.Descriptions.PutAsync(Tenant, video.ContentHash!, "1", described, default);
        video = video with { Status = VideoStatus.Ready, DurationSec = 0.5, Fps = 10, Width = 320, Height = 240 };
        await _server.Stores.Videos.UpdateAsync(video with { Hls = ArtefactStatus.Ready }, IndexingTaskStatus.Ready, default);
        var hls = (await _server.Client.JsonAsync($"indexes/{index}/videos/{id}")).GetProperty("hls");
        _media = new Uri(new Uri(hls.Text("video_url")!), "..");
        _folder = Path.GetDirectoryName(_server.Stores.Blobs.GetDerivedFolder(Tenant, video.ContentHash!, "stream"))!;
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Files_that_are_deleted_cut_off_or_overwritten_are_made_again_when_they_are_next_asked_for()
    {
        var whole = await GetAllAsync();
        Directory.Delete(_folder, recursive: true);
        await AssertSameAsync(whole);
        foreach (var file in Files)
        {
            foreach (
                var damage in (Action<string>[])
                    [File.Delete, path => FileDamage.Truncate(path, -20), path => FileDamage.Truncate(path, 0), FileDamage.Zero]
            )
            {
                damage(Path.Combine(_folder, file));
                await AssertSameAsync(whole);
            }
        }
    }

    [Fact]
    public async Task A_thumbnail_that_no_clip_has_is_not_made()
    {
        using var answer = await _browser.GetAsync(new Uri(_media, "thumbnails/000000300.jpg"));
        Assert.Equal("resource_not_exist", await answer.ErrorAsync(HttpStatusCode.NotFound));
    }

    private async Task<List<byte[]>> GetAllAsync()
    {
        var all = new List<byte[]>();
        foreach (var file in Files)
        {
            using var answer = await _browser.GetAsync(new Uri(_media, file));
            Assert.True(answer.IsSuccessStatusCode, $"{file}: {answer.StatusCode}");
            all.Add(await answer.Content.ReadAsByteArrayAsync());
        }
        return all;
    }

    private async Task AssertSameAsync(List<byte[]> expected) =>
        Assert.Equal(expected.Select(Convert.ToHexString), (await GetAllAsync()).Select(Convert.ToHexString));
}
