using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api.V1_3.Assets;

/// <summary>Every kind of file as an asset, prepared for real.</summary>
public sealed class AssetKindTests : IAsyncLifetime
{
    private static readonly (string, string)[] _both = [("enable_hls", "true"), ("enable_thumbnail", "true")];
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(s => s with { Workers = 1 });

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_film_has_facts_a_stream_and_a_picture_that_load()
    {
        var film = await PreparedAsync("film.mp4", await TestMedia.FilmAsync(), _both);
        Assert.Equal("video/mp4", film.Text("file_type"));
        Assert.Equal(0.5, film.GetProperty("duration").GetDouble(), 2);
        Assert.Equal(320, film.GetProperty("technical_metadata").GetProperty("video_width").GetInt32());
        foreach (
            var url in new[] { film.GetProperty("hls").Text("manifest_url"), film.GetProperty("thumbnail").Text("representative_url") }
        )
        {
            using var loaded = await _server.ClientWith(null).GetAsync(new Uri(url!));
            Assert.Equal(HttpStatusCode.OK, loaded.StatusCode);
        }
    }

    [Fact]
    public async Task Sound_has_a_stream_and_no_picture()
    {
        var sound = await PreparedAsync("tone.mp3", await TestMedia.ToneAsync(), _both);
        Assert.Equal("audio/mpeg", sound.Text("file_type"));
        Assert.Equal("mp3", sound.GetProperty("technical_metadata").Text("audio_codec"));
        Assert.False(sound.TryGetProperty("thumbnail", out _));
        var playlist = new Uri(sound.GetProperty("hls").Text("manifest_url")!);
        using var browser = _server.ClientWith(null);
        var entries = await browser.GetStringAsync(playlist);
        using var segment = await browser.GetAsync(new Uri(playlist, entries.Split('\n').First(l => l.Length > 0 && l[0] != '#')));
        Assert.Equal(HttpStatusCode.OK, segment.StatusCode);
    }

    [Fact]
    public async Task A_picture_has_the_facts_of_pictures_and_no_stream()
    {
        var picture = await PreparedAsync("picture.png", await TestMedia.PictureAsync(), _both);
        Assert.Equal("image/png", picture.Text("file_type"));
        Assert.False(picture.TryGetProperty("duration", out _));
        Assert.False(picture.TryGetProperty("hls", out _));
        Assert.Equal("ready", picture.GetProperty("thumbnail").Text("status"));
        var facts = picture.GetProperty("technical_metadata");
        Assert.Equal(
            (160, 120, "png", 1),
            (
                facts.GetProperty("image_width").GetInt32(),
                facts.GetProperty("image_height").GetInt32(),
                facts.Text("image_format"),
                facts.GetProperty("image_orientation").GetInt32()
            )
        );
        Assert.False(facts.TryGetProperty("video_width", out _));
    }

    [Theory]
    [InlineData("notes.MD", "# Héllo", "text/markdown", false)]
    [InlineData("notes.txt", "plain words", "text/plain", false)]
    [InlineData("paper.pdf", "%PDF-1.7 and the rest", "application/pdf", true)]
    public async Task A_document_is_known_by_its_name_and_kept(string name, string content, string type, bool mayHavePicture)
    {
        var document = await PreparedAsync(name, Encoding.UTF8.GetBytes(content), _both);
        Assert.Equal("ready", document.Text("status"));
        Assert.Equal(type, document.Text("file_type"));
        Assert.Equal(Encoding.UTF8.GetByteCount(content), document.GetProperty("size").GetInt32());
        Assert.Equal(type, document.GetProperty("technical_metadata").Text("file_mime_type"));
        Assert.False(document.TryGetProperty("hls", out _));
        Assert.Equal(mayHavePicture, document.TryGetProperty("thumbnail", out _));
        Assert.Equal(document.Id(), Assert.Single((await _server.Client.JsonAsync("assets?asset_types=document")).Data()).Id());
    }

    [Theory]
    [InlineData("paper.pdf", "no mark of a PDF")]
    [InlineData("notes.txt", "a zero \0 inside")]
    public async Task A_document_whose_bytes_are_something_else_fails_with_a_sentence_that_says_so(string name, string content)
    {
        var document = await PreparedAsync(name, Encoding.UTF8.GetBytes(content));
        Assert.Equal("failed", document.Text("status"));
        Assert.Equal("unsupported_media_type", document.GetProperty("error").Text("code"));
        Assert.Contains("something else", document.GetProperty("error").Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_cannot_be_indexed_and_the_answer_says_why()
    {
        var picture = await PreparedAsync("picture.png", await TestMedia.PictureAsync());
        var index = await _server.CreateIndexAsync("films");
        using var answer = await _server.Client.PostAsJsonAsync($"indexes/{index}/indexed-assets", new { asset_id = picture.Id() });
        Assert.Contains("image/png", (await answer.JsonAsync(HttpStatusCode.BadRequest)).Text("message"), StringComparison.Ordinal);
    }

    private async Task<JsonElement> PreparedAsync(string name, byte[] content, params (string, string)[] fields) =>
        await _server.WaitUntilSettledAsync($"assets/{await _server.UploadedAsync(name, content, fields)}");
}
