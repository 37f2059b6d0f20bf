using System.Net;
using System.Text;
using System.Text.Json;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Tests.Api.V1_3.Assets;

public sealed class AssetTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task An_uploaded_file_is_an_asset_in_processing_with_a_job_to_prepare_it()
    {
        var asset = await UploadAsync(
            "bytes",
            "dir/My clip.MP4",
            ("user_metadata", """{"n":5,"b":true,"s":"x","gone":null}"""),
            ("enable_thumbnail", "true")
        );
        Assert.Equal("direct", asset.Text("method"));
        Assert.Equal("processing", asset.Text("status"));
        Assert.Equal("My clip.MP4", asset.Text("filename"));
        Assert.Equal("video/mp4", asset.Text("file_type"));
        Assert.Equal("""{"n":5,"b":true,"s":"x"}""", asset.GetProperty("user_metadata").GetRawText());
        Assert.Equal("pending", asset.GetProperty("thumbnail").Text("status"));
        Assert.False(asset.TryGetProperty("hls", out _));
        Assert.Equal(Seeds.Kinds.Prepare, await _server.FindJobAsync(asset.Id()));
        Assert.Equal(asset.GetRawText(), (await _server.Client.JsonAsync($"assets/{asset.Id()}")).GetRawText());
    }

    [Fact]
    public async Task A_url_makes_an_asset_that_the_pipeline_fetches()
    {
        using var form = Seeds.Form(("method", "url"), ("url", "http://example.test/films/a%20b.mov?x=1"));
        using var answer = await _server.Client.PostAsync("assets", form);
        var asset = await answer.JsonAsync(HttpStatusCode.Created);
        Assert.Equal("url", asset.Text("method"));
        Assert.Equal("a b.mov", asset.Text("filename"));
        Assert.Equal(Seeds.Kinds.Prepare, await _server.FindJobAsync(asset.Id()));
    }

    [Theory]
    [InlineData("parameter_not_provided")]
    [InlineData("parameter_invalid", "method=teleport")]
    [InlineData("parameter_not_provided", "method=direct")]
    [InlineData("parameter_not_provided", "method=url")]
    [InlineData("parameter_invalid", "method=url", "url=ftp://x/y")]
    [InlineData("parameter_invalid", "method=url", "url=not a url")]
    [InlineData("parameter_invalid", "method=url", "url=http://x/y", "enable_hls=maybe")]
    [InlineData("parameter_invalid", "method=url", "url=http://x/y", "user_metadata={")]
    [InlineData("parameter_invalid", "method=url", "url=http://x/y", "user_metadata=[1]")]
    [InlineData("parameter_invalid", "method=url", "url=http://x/y", "user_metadata={\"a\":{\"b\":1}}")]
    public async Task A_form_that_breaks_a_rule_is_refused(string code, params string[] fields)
    {
        using var form = Seeds.Form([
            .. fields.Select(f => (f[..f.IndexOf('=', StringComparison.Ordinal)], f[(f.IndexOf('=', StringComparison.Ordinal) + 1)..])),
        ]);
        if (fields.Length == 0)
        {
            form.Add(new StringContent("1"), "unheard_of");
        }

        using var answer = await _server.Client.PostAsync("assets", form);
        Assert.Equal(code, await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_file_and_a_url_together_are_refused()
    {
        using var form = Seeds.Form(("method", "url"), ("url", "http://x/y"));
        form.Add(new ByteArrayContent([1]), "file", "a.mp4");
        using var answer = await _server.Client.PostAsync("assets", form);
        Assert.Equal("parameter_invalid", await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task An_empty_file_is_refused()
    {
        using var form = Seeds.Form(("method", "direct"));
        form.Add(new ByteArrayContent([]), "file", "a.mp4");
        using var answer = await _server.Client.PostAsync("assets", form);
        Assert.Equal("parameter_invalid", await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task An_image_above_32_MB_is_too_large_while_a_video_of_that_size_is_not()
    {
        using var image = await UploadAsync("a.png", new byte[(32 << 20) + 1]);
        Assert.Equal("video_filesize_too_large", await image.ErrorAsync(HttpStatusCode.BadRequest));
        using var video = await UploadAsync("a.mp4", new byte[(32 << 20) + 1]);
        Assert.Equal(HttpStatusCode.Created, video.StatusCode);
    }

    [Fact]
    public async Task A_ready_asset_shows_what_the_probe_found_and_a_failed_one_why()
    {
        var ready = await ChangeAsync((await UploadAsync("one", "one.mp4")).Id(), a =>
            a with
            {
                Status = AssetStatus.Ready,
                DurationSec = 12.5,
                TechnicalMetadataJson = """{"video_codec":"h264"}""",
                Hls = ArtefactStatus.Ready,
                Thumbnail = ArtefactStatus.Processing,
            }
        );
        Assert.Equal("ready", ready.Text("status"));
        Assert.Equal(12.5, ready.GetProperty("duration").GetDouble());
        Assert.Equal(3, ready.GetProperty("size").GetInt64());
        Assert.Equal("h264", ready.GetProperty("technical_metadata").Text("video_codec"));
        Assert.StartsWith(_server.Address.AbsoluteUri, ready.GetProperty("hls").Text("manifest_url"), StringComparison.Ordinal);
        Assert.Equal("""{"status":"processing"}""", ready.GetProperty("thumbnail").GetRawText());

        var failed = await ChangeAsync((await UploadAsync("two", "two.mp4")).Id(), a =>
            a with
            {
                Status = AssetStatus.Failed,
                Failure = new("video_file_broken", "It ends early."),
            }
        );
        Assert.Equal("failed", failed.Text("status"));
        Assert.Equal("It ends early.", failed.GetProperty("error").Text("message"));
    }

    [Fact]
    public async Task A_list_is_filtered_by_ids_type_and_part_of_the_name()
    {
        var film = await UploadAsync("a", "Film.mp4");
        var sound = await UploadAsync("b", "sound.mp3");
        var picture = await UploadAsync("c", "picture.png");

        Assert.Equal([picture.Id(), sound.Id()], await IdsAsync("asset_types=audio&asset_types=image"));
        Assert.Equal([sound.Id(), film.Id()], await IdsAsync("asset_types=video,audio"));
        Assert.Equal([film.Id()], await IdsAsync("filename=FILM"));
        Assert.Equal([picture.Id(), film.Id()], await IdsAsync($"asset_ids={film.Id()}&asset_ids={picture.Id()}"));
        Assert.Equal([sound.Id()], await IdsAsync("page=2&page_limit=1"));
        Assert.Empty(await IdsAsync("page=9"));
    }

    [Fact]
    public async Task The_same_bytes_may_be_uploaded_twice_and_go_with_the_last_asset()
    {
        var (first, second) = (await UploadAsync("same", "a.mp4"), await UploadAsync("same", "b.mp4"));
        var hash = (await _server.Stores.Assets.FindAsync(ReelsightServer.DefaultTenant, first.Id(), default))!.ContentHash!;

        await DeleteAsync($"assets/{first.Id()}", HttpStatusCode.NoContent);
        Assert.NotNull(_server.Stores.Blobs.FindPath(ReelsightServer.DefaultTenant, hash));
        await DeleteAsync($"assets/{second.Id()}", HttpStatusCode.NoContent);
        Assert.Null(_server.Stores.Blobs.FindPath(ReelsightServer.DefaultTenant, hash));
        await DeleteAsync($"assets/{second.Id()}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_indexed_asset_is_deleted_only_by_force_and_takes_its_videos_along()
    {
        var index = await _server.CreateIndexAsync("films");
        var video = await _server.ReadyVideoAsync(index, "film.mp4");
        await DeleteAsync($"assets/{video.AssetId}", HttpStatusCode.Conflict);
        await DeleteAsync($"assets/{video.AssetId}?force=true", HttpStatusCode.NoContent);
        Assert.Empty((await _server.Client.JsonAsync($"indexes/{index}/videos")).Data());
    }

    private async Task<JsonElement> UploadAsync(string content, string fileName, params (string, string)[] fields)
    {
        using var answer = await UploadAsync(fileName, Encoding.UTF8.GetBytes(content), fields);
        return await answer.JsonAsync(HttpStatusCode.Created);
    }

    private async Task<HttpResponseMessage> UploadAsync(string fileName, byte[] content, params (string, string)[] fields)
    {
        using var form = Seeds.Form([("method", "direct"), .. fields]);
        form.Add(new ByteArrayContent(content), "file", fileName);
        return await _server.Client.PostAsync("assets", form);
    }

    private async Task<JsonElement> ChangeAsync(string id, Func<AssetRecord, AssetRecord> change)
    {
        var asset = (await _server.Stores.Assets.FindAsync(ReelsightServer.DefaultTenant, id, default))!;
        await _server.Stores.Assets.UpdateAsync(change(asset), default);
        return await _server.Client.JsonAsync($"assets/{id}");
    }

    private async Task<List<string>> IdsAsync(string query) =>
        [.. (await _server.Client.JsonAsync($"assets?{query}")).Data().Select(a => a.Id())];

    private async Task DeleteAsync(string path, HttpStatusCode expected)
    {
        using var answer = await _server.Client.DeleteAsync(path);
        Assert.Equal(expected, answer.StatusCode);
    }
}
