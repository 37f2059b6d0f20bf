using System.Net;
using System.Text;
using System.Text.Json;
using Reelsight.EndToEnd.Tests.Hosting;
using Reelsight.Inference.Packs;
using Reelsight.Pipeline.Describing;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;
using Reelsight.TestSupport;

namespace Reelsight.EndToEnd.Tests.Faults;

/// <summary>
/// What is deleted, at rest or while it is worked on, is gone from the disk when nothing uses it any more, and only then.
/// </summary>
public sealed class DeletionTests(LiveServer live) : IClassFixture<LiveServer>
{
    private const string Tenant = ReelsightServer.DefaultTenant;

    private ReelsightStores Stores => live.Server.Stores;

    [Fact]
    public async Task Deleting_an_asset_stops_the_work_on_it_and_leaves_nothing_behind()
    {
        var task = await live.Client.UploadAsync(live.IndexId, await GeneratedMedia.FilmAsync(40, 640));
        var asset = await AssetOfAsync(task);
        await live.Client.UntilLookedAtAsync(task.Id());
        // Found while the picture is still looked at: it belongs to what must go.
        await Requests.UntilAsync(() =>
            Stores.StageOutputs.FindAsync(Tenant, asset.ContentHash!, AudioStage.Name, AudioStage.Version, default).Result is not null
        );
        await live.Client.DeleteAsync($"assets/{asset.Id}?force=true");

        // The worker is free for the next only when it has let go of this one.
        Assert.Equal("ready", (await live.Client.IndexAsync(live.IndexId, await GeneratedMedia.FilmAsync())).Text("status"));
        await AssertGoneAsync(asset.ContentHash!);
    }

    [Fact]
    public async Task Deleting_an_index_stops_the_work_in_it_and_keeps_its_assets()
    {
        var index = await live.Server.CreateIndexAsync("short-lived");
        var task = await live.Client.UploadAsync(index, await GeneratedMedia.FilmAsync(30, 640));
        var asset = await AssetOfAsync(task);
        await live.Client.UntilAsync($"tasks/{task.Id()}", t => t.Text("status") == "indexing");
        await live.Client.DeleteAsync($"indexes/{index}");
        Assert.Equal("ready", (await live.Client.IndexAsync(live.IndexId, await GeneratedMedia.FilmAsync())).Text("status"));
        Assert.Null(await Stores.Descriptions.FindAsync(Tenant, asset.ContentHash!, default));
        Assert.NotNull(Stores.Blobs.FindPath(Tenant, asset.ContentHash!));

        await live.Client.DeleteAsync($"assets/{asset.Id}");
        await AssertGoneAsync(asset.ContentHash!);
    }

    [Fact]
    public async Task Bytes_that_two_assets_share_stay_until_the_second_goes()
    {
        var film = await GeneratedMedia.FilmAsync(3);
        var (first, second) = (await live.Client.IndexAsync(live.IndexId, film), await live.Client.IndexAsync(live.IndexId, film));
        var (one, other) = (await AssetOfAsync(first), await AssetOfAsync(second));
        Assert.Equal(one.ContentHash, other.ContentHash);

        await live.Client.DeleteAsync($"assets/{one.Id}?force=true");
        var video = await live.Client.JsonAsync($"indexes/{live.IndexId}/videos/{second.Text("video_id")}?transcription=true");
        await live.Client.GetStringAsync(new Uri(video.GetProperty("hls").Text("video_url")!));
        await live.Client.DeleteAsync($"assets/{other.Id}?force=true");
        await AssertGoneAsync(one.ContentHash!);
        using var stale = await live.Client.GetAsync(new Uri(video.GetProperty("hls").Text("video_url")!));
        Assert.Equal(HttpStatusCode.NotFound, stale.StatusCode);
    }

    [Fact]
    public async Task A_file_sent_beside_a_url_that_wins_is_not_kept()
    {
        using var form = Requests.Form(("index_id", live.IndexId), ("video_url", "http://127.0.0.1:1/film.mp4"));
        form.Add(new StringContent("a file nobody asked for"), "video_file", "film.mp4");
        using var answer = await live.Client.PostAsync("tasks", form);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        await AssertGoneAsync(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes("a file nobody asked for")))
        );
    }

    [Fact]
    public async Task An_asset_deleted_while_its_link_is_fetched_leaves_nothing_behind()
    {
        await using var web = new Reelsight.Fetch.Tests.LocalServer();
        var film = "not quite a film"u8.ToArray();
        var (asked, deleted) = (new TaskCompletionSource(), new TaskCompletionSource());
        web.Answer("/film.mp4", async (stream, ct) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray(), ct);
            asked.SetResult();
            await deleted.Task.WaitAsync(ct);
            await stream.WriteAsync(film, ct);
        });
        var asset = await live.Client.LinkAsync(web.Url("/film.mp4").AbsoluteUri);
        await asked.Task;
        await live.Client.DeleteAsync($"assets/{asset}");
        deleted.SetResult();
        Assert.Equal("ready", (await live.Client.IndexAsync(live.IndexId, await GeneratedMedia.FilmAsync())).Text("status"));
        await AssertGoneAsync(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(film)));
    }

    private async Task<AssetRecord> AssetOfAsync(JsonElement task)
    {
        var video = await Stores.Videos.FindAsync(Tenant, null, task.Text("video_id")!, default);
        return (await Stores.Assets.FindAsync(Tenant, video!.AssetId, default))!;
    }

    private async Task AssertGoneAsync(string hash)
    {
        Assert.Null(await Stores.Descriptions.FindAsync(Tenant, hash, default));
        foreach (
            var (stage, version) in new[]
            {
                (VisualStage.Name, VisualStage.FormatVersion(new ModelStore().SelectedHead!.Space)),
                (AudioStage.Name, AudioStage.Version),
            }
        )
        {
            Assert.Null(await Stores.StageOutputs.FindAsync(Tenant, hash, stage, version, default));
        }

        Assert.Null(Stores.Blobs.FindPath(Tenant, hash));
        // Three levels below any content's derived folder lie the blobs of all tenants.
        var blobs = new DirectoryInfo(Stores.Blobs.GetDerivedFolder(Tenant, new string('0', 64), "probe")).Parent!.Parent!.Parent!.Parent!;
        Assert.False(Directory.Exists(Path.Combine(blobs.FullName, hash[..2], hash)), "A folder of the content is left.");
    }
}
