using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.TestSupport;
using static Reelsight.Server.Tests.Api.V1_3.MultipartUploads.UploadClient;

namespace Reelsight.Server.Tests.Api.V1_3.MultipartUploads;

/// <summary>Signed URLs of chunks: for one chunk, for an hour, for one set of bytes.</summary>
public sealed class ChunkUrlTests : IAsyncLifetime
{
    private static readonly byte[] _bytes = "1234567"u8.ToArray();
    private readonly ManualClock _clock = new();
    private RunningServer _server = null!;
    private JsonElement _upload;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync(clock: _clock);
        _upload = await _server.OpenUploadAsync(_bytes.Length);
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_same_bytes_may_come_again_with_the_same_proof_and_other_bytes_need_another_URL()
    {
        var first = await _server.SendAsync(_upload, 1, _bytes);
        Assert.Equal(first, await _server.SendAsync(_upload, 1, _bytes));
        using var other = await _server.PutAsync(_upload.UrlOf(1), "7654321"u8.ToArray());
        Assert.Equal("api_not_allowed", await other.ErrorAsync(HttpStatusCode.Forbidden));

        using var content = new StringContent("""{"start":1,"count":1}""", Encoding.UTF8, "application/json");
        using var answer = await _server.Client.PostAsync($"{UploadClient.Path}/{_upload.Text("upload_id")}/presigned-urls", content);
        using var again = await _server.PutAsync((await answer.JsonAsync()).UrlOf(1), "7654321"u8.ToArray());
        Assert.NotEqual(first, again.Headers.ETag!.Tag);
        using var report = await _server.ReportAsync(_upload, Chunk(1, again.Headers.ETag.Tag, 7));
        Assert.Equal(1, (await report.JsonAsync()).GetProperty("processed_chunks").GetInt32());
    }

    [Theory]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(0)]
    public async Task A_chunk_of_another_size_is_refused_and_can_be_sent_again_to_the_same_URL(int size)
    {
        using var wrong = await _server.PutAsync(_upload.UrlOf(1), new byte[size]);
        Assert.Contains("exactly 7 bytes", (await wrong.JsonAsync(HttpStatusCode.BadRequest)).Text("message"), StringComparison.Ordinal);
        await _server.SendAsync(_upload, 1, _bytes);
    }

    [Fact]
    public async Task A_chunk_whose_connection_broke_leaves_nothing_behind_and_can_be_sent_again()
    {
        var url = new Uri(_upload.UrlOf(1));
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(url.Host, url.Port);
            await client
                .GetStream()
                .WriteAsync(
                    Encoding.ASCII.GetBytes($"PUT {url.AbsolutePath} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Length: 7\r\n\r\n123")
                );
        }
        var tag = await _server.SendAsync(_upload, 1, _bytes);
        Assert.Equal(
            tag.Trim('"'),
            Assert.Single(_server.Stores.UploadChunks.ListChunks(ReelsightServer.DefaultTenant, _upload.Text("upload_id")!)).ETag
        );
    }

    [Fact]
    public async Task A_chunk_without_a_stated_length_is_taken_and_measured()
    {
        foreach (
            var (bytes, expected) in new[]
            {
                (new byte[8], HttpStatusCode.BadRequest),
                (new byte[6], HttpStatusCode.BadRequest),
                (_bytes, HttpStatusCode.OK),
            }
        )
        {
            using var client = _server.ClientWith(null);
            using var request = new HttpRequestMessage(HttpMethod.Put, _upload.UrlOf(1)) { Content = new ByteArrayContent(bytes) };
            request.Headers.TransferEncodingChunked = true;
            using var answer = await client.SendAsync(request);
            Assert.Equal(expected, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_URL_ends_after_an_hour_and_a_new_one_goes_on()
    {
        _clock.Advance(TimeSpan.FromHours(1));
        using var late = await _server.PutAsync(_upload.UrlOf(1), _bytes);
        Assert.Equal("api_not_allowed", await late.ErrorAsync(HttpStatusCode.Forbidden));
        using var content = new StringContent("""{"start":1,"count":1}""", Encoding.UTF8, "application/json");
        using var answer = await _server.Client.PostAsync($"{UploadClient.Path}/{_upload.Text("upload_id")}/presigned-urls", content);
        await _server.SendAsync(await answer.JsonAsync(), 1, _bytes);
    }

    [Fact]
    public async Task A_forged_token_and_one_for_something_else_are_refused()
    {
        var index = await _server.CreateIndexAsync("films");
        var video = await _server.ReadyVideoAsync(index, "film.mp4");
        var stream = new Uri((await _server.Client.JsonAsync($"indexes/{index}/videos/{video.Id}")).GetProperty("hls").Text("video_url")!);
        var (url, token) = (new Uri(_upload.UrlOf(1)), new Uri(_upload.UrlOf(1)).Segments[^1]);
        foreach (var forged in new[] { "x", "x.y", $"A{token[1..]}", token[..^2], stream.Segments[2].TrimEnd('/') })
        {
            using var answer = await _server.PutAsync(new Uri(url, forged).AbsoluteUri, _bytes);
            Assert.Equal("api_not_allowed", await answer.ErrorAsync(HttpStatusCode.Forbidden));
        }
        using var media = await _server.ClientWith(null).GetAsync(new Uri(_server.Address, $"/media/{token}/stream/index.m3u8"));
        Assert.Equal(HttpStatusCode.Forbidden, media.StatusCode);
    }

    [Fact]
    public async Task A_page_of_any_origin_may_send_chunks_and_read_the_proof()
    {
        using var client = _server.ClientWith(null);
        using var preflight = await client.SendAsync(new HttpRequestMessage(HttpMethod.Options, _upload.UrlOf(1)));
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Contains("PUT", Assert.Single(preflight.Headers.GetValues("Access-Control-Allow-Methods")), StringComparison.Ordinal);
        using var answer = await _server.PutAsync(_upload.UrlOf(1), _bytes);
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("ETag", Assert.Single(answer.Headers.GetValues("Access-Control-Expose-Headers")));
    }

    [Fact]
    public async Task A_completed_session_takes_no_more_chunks()
    {
        var tag = await _server.SendAsync(_upload, 1, _bytes);
        using var report = await _server.ReportAsync(_upload, Chunk(1, tag, 7));
        using var late = await _server.PutAsync(_upload.UrlOf(1), _bytes);
        Assert.Contains("completed", (await late.JsonAsync(HttpStatusCode.BadRequest)).Text("message"), StringComparison.Ordinal);
    }
}
