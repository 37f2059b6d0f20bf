using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Api.ReelsightV1.Media;

/// <summary>Signed URLs of streams and pictures, as a browser uses them: without a key, from any page.</summary>
public sealed class MediaTests : IAsyncLifetime
{
    /// <summary>The form of a segment: packets of 188 bytes that begin with G.</summary>
    private static readonly string Packet = "G123456789".PadRight(188, '.');

    private readonly ManualClock _clock = new();
    private RunningServer _server = null!;
    private HttpClient _browser = null!;
    private Uri _playlist = null!;
    private Uri _cover = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync(clock: _clock);
        _browser = _server.ClientWith(null);
        var index = await _server.CreateIndexAsync("films");
        var video = await _server.ReadyVideoAsync(index, "film.mp4");
        await PutAsync(video, "stream", "index.m3u8", "#EXTM3U\nsegment0.ts\n#EXT-X-ENDLIST\n");
        await PutAsync(video, "stream", "segment0.ts", Packet);
        await PutAsync(video, "thumbnails", "cover.jpg", "\u00ff\u00d8picture\u00ff\u00d9");
        var hls = (await _server.Client.JsonAsync($"indexes/{index}/videos/{video.Id}")).GetProperty("hls");
        (_playlist, _cover) = (new Uri(hls.Text("video_url")!), new Uri(hls.GetProperty("thumbnail_urls")[0].GetString()!));
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_playlist_and_its_relative_segments_load_from_any_page_without_a_key()
    {
        using var playlist = await _browser.GetAsync(_playlist);
        Assert.Equal(HttpStatusCode.OK, playlist.StatusCode);
        Assert.Equal("application/vnd.apple.mpegurl", playlist.Content.Headers.ContentType!.MediaType);
        Assert.Equal("*", Assert.Single(playlist.Headers.GetValues("Access-Control-Allow-Origin")));
        using var segment = await _browser.GetAsync(new Uri(_playlist, "segment0.ts"));
        Assert.Equal("video/mp2t", segment.Content.Headers.ContentType!.MediaType);
        Assert.Equal(Packet, await segment.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_range_of_a_segment_comes_alone()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_playlist, "segment0.ts"));
        request.Headers.Range = new RangeHeaderValue(2, 4);
        using var answer = await _browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal("234", await answer.Content.ReadAsStringAsync());
        Assert.Equal("bytes 2-4/188", answer.Content.Headers.ContentRange!.ToString());
    }

    [Fact]
    public async Task A_picture_loads_and_HEAD_tells_its_size()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, _cover);
        using var answer = await _browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(11, answer.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_browser_may_keep_what_it_loaded_and_asks_by_its_tag_whether_it_changed()
    {
        using var first = await _browser.GetAsync(_cover);
        Assert.True(first.Headers.CacheControl is { Private: true, MaxAge.TotalHours: 1 });
        using var request = new HttpRequestMessage(HttpMethod.Get, _cover);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await _browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);

        using var missing = await _browser.GetAsync(new Uri(_playlist, "absent.ts"));
        Assert.Null(missing.Headers.CacheControl);
    }

    [Theory]
    [InlineData("bytes=1000-", HttpStatusCode.RequestedRangeNotSatisfiable)]
    [InlineData("bytes=-3", HttpStatusCode.PartialContent)]
    public async Task Ranges_are_answered_as_HTTP_says(string range, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_playlist, "segment0.ts"));
        request.Headers.TryAddWithoutValidation("Range", range);
        using var answer = await _browser.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task A_preflight_is_answered()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, _playlist);
        using var answer = await _browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Contains("Range", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forged_or_altered_token_is_refused()
    {
        var token = _playlist.Segments[2].TrimEnd('/');
        foreach (var forged in new[] { "x", "x.y", token[..^2], $"A{token[1..]}", token.Split('.')[0] + "." })
        {
            using var answer = await _browser.GetAsync(new Uri(_playlist, $"/media/{forged}/stream/index.m3u8"));
            Assert.Equal("api_not_allowed", await answer.ErrorAsync(HttpStatusCode.Forbidden));
        }
    }

    [Fact]
    public async Task A_url_ends_with_its_time()
    {
        _clock.Advance(TimeSpan.FromMinutes(59));
        using var early = await _browser.GetAsync(_cover);
        Assert.Equal(HttpStatusCode.OK, early.StatusCode);
        _clock.Advance(TimeSpan.FromHours(2));
        using var late = await _browser.GetAsync(_cover);
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
        using var stream = await _browser.GetAsync(_playlist);
        Assert.Equal(HttpStatusCode.OK, stream.StatusCode);
    }

    [Theory]
    [InlineData("stream/absent.ts")]
    [InlineData("stream/..%2F..%2Foriginal")]
    [InlineData("thumbnails/..%2F..%2F..%2Foriginal")]
    [InlineData("thumbnails/.hidden")]
    [InlineData("thumbnails/absent.jpg")]
    [InlineData("other/file")]
    public async Task A_token_opens_nothing_but_the_files_of_its_stream_and_pictures(string path)
    {
        using var answer = await _browser.GetAsync(new Uri($"{new Uri(_playlist, "..").AbsoluteUri}{path}"));
        Assert.Equal("resource_not_exist", await answer.ErrorAsync(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task The_public_address_is_what_browsers_are_told()
    {
        await using var behindProxy = await RunningServer.StartAsync(s =>
            s with
            {
                PublicUrl = new Uri("https://video.example.test/base/"),
            }
        );
        var index = await behindProxy.CreateIndexAsync("films");
        var video = await behindProxy.ReadyVideoAsync(index, "film.mp4");
        var hls = (await behindProxy.Client.JsonAsync($"indexes/{index}/videos/{video.Id}")).GetProperty("hls");
        Assert.StartsWith("https://video.example.test/base/media/", hls.Text("video_url"), StringComparison.Ordinal);
    }

    private async Task PutAsync(VideoRecord video, string kind, string name, string content) =>
        await File.WriteAllTextAsync(
            Path.Combine(_server.Stores.Blobs.GetDerivedFolder(video.TenantId, video.ContentHash!, kind), name),
            content,
            Encoding.Latin1
        );
}
