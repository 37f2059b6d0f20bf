using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;
using Reelsight.TestSupport;
using static Reelsight.Server.Tests.Api.V1_3.MultipartUploads.UploadClient;

namespace Reelsight.Server.Tests.Api.V1_3.MultipartUploads;

/// <summary>A large file from its announcement to the asset.</summary>
public sealed class MultipartUploadTests : IAsyncLifetime
{
    private const string Tenant = ReelsightServer.DefaultTenant;
    private readonly ManualClock _clock = new();
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(clock: _clock);

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Chunks_sent_in_any_order_become_the_file_they_were_cut_from()
    {
        await using var server = await RunningServer.StartAsync(s => s with { Workers = 1 });
        var film = Padded(await TestMedia.FilmAsync(), 11 << 20);
        var upload = await server.OpenUploadAsync(film.Length);
        var (size, id) = (upload.GetProperty("chunk_size").GetInt32(), upload.Text("asset_id"));
        Assert.Equal((5 << 20, 3), (size, upload.GetProperty("total_chunks").GetInt32()));
        Assert.Equal("{}", upload.GetProperty("upload_headers").GetRawText());
        Assert.Equal("resource_not_exist", await server.Client.ErrorAsync($"assets/{id}", HttpStatusCode.NotFound));

        byte[] Cut(int chunk) => film[((chunk - 1) * size)..Math.Min(chunk * size, film.Length)];
        var third = await server.SendAsync(upload, 3, Cut(3));
        using var early = await server.ReportAsync(upload, Chunk(3, third, Cut(3).Length));
        Assert.False((await early.JsonAsync()).TryGetProperty("url", out _));
        var first = await server.SendAsync(upload, 1, Cut(1));
        var second = await server.SendAsync(upload, 2, Cut(2));
        using var last = await server.ReportAsync(
            upload,
            Chunk(2, second.Trim('"'), size),
            Chunk(1, first, size),
            Chunk(3, third, Cut(3).Length)
        );
        var report = await last.JsonAsync();
        Assert.Equal(
            (2, 1, 3),
            (
                report.GetProperty("processed_chunks").GetInt32(),
                report.GetProperty("duplicate_chunks").GetInt32(),
                report.GetProperty("total_completed").GetInt32()
            )
        );
        Assert.Equal(new Uri(server.Address, $"/v1.3/assets/{id}").AbsoluteUri, report.Text("url"));

        var asset = await server.WaitUntilSettledAsync($"assets/{id}");
        Assert.Equal(("ready", "multipart", "film.mp4"), (asset.Text("status"), asset.Text("method"), asset.Text("filename")));
        Assert.Equal(film.Length, asset.GetProperty("size").GetInt32());
        Assert.Equal("chunks", asset.GetProperty("user_metadata").Text("from"));
        var stored = (await server.Stores.Assets.FindAsync(Tenant, id!, default))!;
        Assert.Equal(film, await File.ReadAllBytesAsync(server.Stores.Blobs.FindPath(Tenant, stored.ContentHash!)!));
        Assert.Empty(server.Stores.UploadChunks.ListUploads());
        Assert.Equal("completed", (await server.StatusAsync(upload)).Text("status"));
        Assert.Empty((await server.Client.JsonAsync(UploadClient.Path)).Data());

        using var again = await server.ReportAsync(upload, Chunk(1, first, size));
        Assert.Equal(report.Text("url"), (await again.JsonAsync()).Text("url"));
    }

    [Fact]
    public async Task A_session_shows_its_chunks_in_pages_and_what_is_missing()
    {
        var upload = await _server.OpenUploadAsync((10 << 20) + 7);
        var before = await _server.StatusAsync(upload);
        Assert.Equal("active", before.Text("status"));
        Assert.Equal((0, 0, 3), Counts(before));
        var tag = await _server.SendAsync(upload, 3, new byte[7]);
        Assert.Equal((0, 0, 3), Counts(await _server.StatusAsync(upload)));
        _clock.Advance(TimeSpan.FromMinutes(1));
        using var report = await _server.ReportAsync(upload, Chunk(3, tag, 7));
        Assert.Equal(HttpStatusCode.OK, report.StatusCode);

        var status = await _server.StatusAsync(upload, "page=2&page_limit=2");
        var chunk = Assert.Single(status.GetProperty("uploaded_chunks").EnumerateArray());
        Assert.Equal(
            """{"index":3,"status":"completed","uploaded_at":"2026-01-02T03:05:05.000Z","updated_at":"2026-01-02T03:05:05.000Z"}""",
            chunk.GetRawText()
        );
        Assert.Equal("""{"limit_per_page":2,"page":2,"total_page":2,"total_results":3}""", status.GetProperty("page_info").GetRawText());
        Assert.Equal((1, 0, 2), Counts(status));
        Assert.Equal((10485767, 7), (status.GetProperty("total_size").GetInt64(), status.GetProperty("uploaded_size").GetInt64()));
        var pending = (await _server.StatusAsync(upload, "page_limit=1")).GetProperty("uploaded_chunks")[0];
        Assert.Equal(("pending", JsonValueKind.Null), (pending.Text("status"), pending.GetProperty("uploaded_at").ValueKind));
        Assert.Empty((await _server.StatusAsync(upload, "page=3")).GetProperty("uploaded_chunks").EnumerateArray());

        var listed = Assert.Single((await _server.Client.JsonAsync(UploadClient.Path)).Data());
        Assert.Equal(
            (upload.Text("upload_id"), "active", 3),
            (listed.Text("upload_id"), listed.Text("status"), listed.GetProperty("total_chunks").GetInt32())
        );
    }

    [Theory]
    [InlineData("""{"type":"video","total_size":5}""", "parameter_not_provided", "filename")]
    [InlineData("""{"filename":"a.mp4","total_size":5}""", "parameter_not_provided", "type")]
    [InlineData("""{"filename":"a.mp4","type":"video"}""", "parameter_not_provided", "total_size")]
    [InlineData("""{"filename":"a.mp4","type":"hologram","total_size":5}""", "parameter_invalid", "video, audio, image, document")]
    [InlineData("""{"filename":"a.mp4","type":"video","total_size":0}""", "parameter_invalid", "total_size")]
    [InlineData("""{"filename":"a.mp4","type":"video","total_size":10737418241}""", "parameter_invalid", "10737418240")]
    [InlineData("""{"filename":"a.mp3","type":"audio","total_size":10737418241}""", "parameter_invalid", "10737418240")]
    [InlineData("""{"filename":"a.png","type":"image","total_size":33554433}""", "parameter_invalid", "33554432")]
    [InlineData("""{"filename":"a.pdf","type":"document","total_size":536870913}""", "parameter_invalid", "536870912")]
    [InlineData("""{"filename":"a.mp4","type":"video","total_size":"5"}""", "parameter_invalid", "total_size")]
    [InlineData("""{"filename":"a.mp4","type":"video","total_size":5,"enable_hls":"yes"}""", "parameter_invalid", "enable_hls")]
    [InlineData("""{"filename":"a.mp4","type":"video","total_size":5,"user_metadata":{"a":[1]}}""", "parameter_invalid", "user_metadata")]
    public async Task A_session_that_breaks_a_rule_is_refused(string body, string code, string named)
    {
        using var answer = await _server.Client.PostAsync(
            UploadClient.Path,
            new StringContent(body, System.Text.Encoding.UTF8, "application/json")
        );
        var error = await answer.JsonAsync(HttpStatusCode.BadRequest);
        Assert.Equal(code, error.Text("code"));
        Assert.Contains(named, error.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_largest_file_is_cut_into_at_most_a_thousand_chunks_and_URLs_come_in_batches()
    {
        var upload = await _server.OpenUploadAsync(10L << 30);
        Assert.InRange(upload.GetProperty("total_chunks").GetInt32(), 1, 1000);
        Assert.Equal(50, upload.GetProperty("upload_urls").GetArrayLength());
        Assert.Equal(1, upload.GetProperty("upload_urls")[0].GetProperty("chunk_index").GetInt32());

        var last = upload.GetProperty("total_chunks").GetInt32();
        using var answer = await UrlsAsync(upload, new { start = last - 1, count = 50 });
        var urls = await answer.JsonAsync();
        Assert.Equal((last - 1, 2), (urls.GetProperty("start_index").GetInt32(), urls.GetProperty("count").GetInt32()));
        Assert.Equal(
            [last - 1, last],
            urls.GetProperty("upload_urls").EnumerateArray().Select(u => u.GetProperty("chunk_index").GetInt32())
        );
        Assert.Equal(("2026-01-02T03:04:05.000Z", "2026-01-02T04:04:05.000Z"), (urls.Text("generated_at"), urls.Text("expires_at")));
    }

    [Theory]
    [InlineData("""{"count":1}""", "parameter_not_provided")]
    [InlineData("""{"start":1}""", "parameter_not_provided")]
    [InlineData("""{"start":0,"count":1}""", "parameter_invalid")]
    [InlineData("""{"start":2,"count":1}""", "parameter_invalid")]
    [InlineData("""{"start":1,"count":0}""", "parameter_invalid")]
    [InlineData("""{"start":1,"count":51}""", "parameter_invalid")]
    public async Task URLs_are_given_only_for_chunks_that_there_are(string body, string code)
    {
        using var answer = await UrlsAsync(await _server.OpenUploadAsync(7), JsonSerializer.Deserialize<JsonElement>(body));
        Assert.Equal(code, await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_report_with_one_wrong_chunk_is_refused_as_a_whole_and_the_sentence_names_what_is_wrong()
    {
        var upload = await _server.OpenUploadAsync((5 << 20) + 7);
        var tag = await _server.SendAsync(upload, 2, new byte[7]);
        foreach (
            var (wrong, named) in new (object, string)[]
            {
                (Chunk(3, tag, 7), "from 1 to 2"),
                (Chunk(0, tag, 7), "from 1 to 2"),
                (Chunk(2, tag, 8), "must be 7"),
                (Chunk(2, "0123", 7), "not the ETag"),
                (Chunk(1, tag, 5 << 20), "was not sent"),
                (
                    new
                    {
                        chunk_index = 2,
                        proof = tag,
                        proof_type = "md5",
                        chunk_size = 7,
                    },
                    "proof_type"
                ),
                (
                    new
                    {
                        chunk_index = 2,
                        proof_type = "etag",
                        chunk_size = 7,
                    },
                    "proof"
                ),
                (
                    new
                    {
                        chunk_index = 2,
                        proof = tag,
                        chunk_size = 7,
                    },
                    "proof_type"
                ),
                (
                    new
                    {
                        proof = tag,
                        proof_type = "etag",
                        chunk_size = 7,
                    },
                    "chunk_index"
                ),
                (
                    new
                    {
                        chunk_index = 2,
                        proof = tag,
                        proof_type = "etag",
                    },
                    "chunk_size"
                ),
            }
        )
        {
            using var answer = await _server.ReportAsync(upload, wrong, Chunk(2, tag, 7));
            Assert.Contains(named, (await answer.JsonAsync(HttpStatusCode.BadRequest)).Text("message"), StringComparison.Ordinal);
        }
        using var empty = await _server.ReportAsync(upload);
        Assert.Equal("parameter_not_provided", await empty.ErrorAsync(HttpStatusCode.BadRequest));
        Assert.Equal((0, 0, 2), Counts(await _server.StatusAsync(upload)));
    }

    [Fact]
    public async Task A_session_ends_after_a_day_and_its_chunks_go()
    {
        var upload = await _server.OpenUploadAsync((5 << 20) + 7);
        var tag = await _server.SendAsync(upload, 2, new byte[7]);
        _clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal("expired", (await _server.StatusAsync(upload)).Text("status"));
        Assert.Empty((await _server.Client.JsonAsync(UploadClient.Path)).Data());
        using var report = await _server.ReportAsync(upload, Chunk(2, tag, 7));
        Assert.Contains("expired", (await report.JsonAsync(HttpStatusCode.BadRequest)).Text("message"), StringComparison.Ordinal);
        using var urls = await UrlsAsync(upload, new { start = 1, count = 1 });
        Assert.Equal("parameter_invalid", await urls.ErrorAsync(HttpStatusCode.BadRequest));

        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (_clock.Advance(TimeSpan.FromHours(1)); _server.Stores.UploadChunks.ListUploads().Any(); )
        {
            await ticks.WaitForNextTickAsync();
        }
    }

    [Fact]
    public async Task Chunks_that_the_disk_lost_fail_the_session_and_the_asset_with_a_reason()
    {
        await using var server = await RunningServer.StartAsync(s => s with { Workers = 1 });
        var upload = await server.OpenUploadAsync((5 << 20) + 7);
        var second = await server.SendAsync(upload, 2, new byte[7]);
        using var report = await server.ReportAsync(upload, Chunk(2, second, 7));
        var first = await server.SendAsync(upload, 1, new byte[5 << 20]);
        server.Stores.UploadChunks.Delete(Tenant, upload.Text("upload_id")!);
        await server.SendAsync(upload, 1, new byte[5 << 20]);
        using var last = await server.ReportAsync(upload, Chunk(1, first, 5 << 20));
        Assert.Equal(HttpStatusCode.OK, last.StatusCode);

        var asset = await server.WaitUntilSettledAsync($"assets/{upload.Text("asset_id")}");
        Assert.Equal("failed", asset.Text("status"));
        Assert.Contains("Chunk 2 is not there", asset.GetProperty("error").Text("message"), StringComparison.Ordinal);
        var status = await server.StatusAsync(upload);
        Assert.Equal(("failed", "failed"), (status.Text("status"), status.GetProperty("uploaded_chunks")[0].Text("status")));
        Assert.Equal((0, 2, 0), Counts(status));
    }

    [Fact]
    public async Task A_crash_between_the_last_report_and_the_asset_loses_nothing()
    {
        var upload = await _server.OpenUploadAsync(7);
        var tag = await _server.SendAsync(upload, 1, new byte[7]);
        // What the disk holds when the process dies right after the report was written.
        await _server.Stores.Uploads.UpdateAsync(
            Tenant,
            upload.Text("upload_id")!,
            u => u with { Reported = [new ReportedChunk(1, tag.Trim('"'), _clock.GetUtcNow())] },
            [],
            default
        );

        using var repeated = await _server.ReportAsync(upload, Chunk(1, tag, 7));
        Assert.NotNull((await repeated.JsonAsync()).Text("url"));
        Assert.Equal("processing", (await _server.Client.JsonAsync($"assets/{upload.Text("asset_id")}")).Text("status"));
        Assert.Equal(Seeds.Kinds.Prepare, await _server.FindJobAsync(upload.Text("asset_id")!));
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "")]
    [InlineData("POST", "/presigned-urls")]
    public async Task Another_tenants_session_and_an_unknown_one_are_404(string method, string rest)
    {
        var upload = await _server.OpenUploadAsync(7);
        foreach (var (client, id) in new[] { (_server.Other, upload.Text("upload_id")), (_server.Client, "0123456789abcdef01234567") })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), $"{UploadClient.Path}/{id}{rest}");
            if (method == "POST")
            {
                request.Content = JsonContent.Create(
                    new
                    {
                        start = 1,
                        count = 1,
                        completed_chunks = new[] { Chunk(1, "x", 7) },
                    }
                );
            }

            using var answer = await client.SendAsync(request);
            Assert.Equal("resource_not_exist", await answer.ErrorAsync(HttpStatusCode.NotFound));
        }
        Assert.Empty((await _server.Other.JsonAsync(UploadClient.Path)).Data());
        Assert.Equal("parameter_invalid", await _server.Client.ErrorAsync($"{UploadClient.Path}/x", HttpStatusCode.BadRequest));
    }

    private Task<HttpResponseMessage> UrlsAsync(JsonElement upload, object body) =>
        _server.Client.PostAsJsonAsync($"{UploadClient.Path}/{upload.Text("upload_id")}/presigned-urls", body);

    private static (int, int, int) Counts(JsonElement status) =>
        (
            status.GetProperty("chunks_completed").GetInt32(),
            status.GetProperty("chunks_failed").GetInt32(),
            status.GetProperty("chunks_pending").GetInt32()
        );

    // A box that players skip makes a small film a large file; its bytes differ from chunk to chunk.
    private static byte[] Padded(byte[] film, int size)
    {
        var padded = new byte[size];
        new Random(1).NextBytes(padded);
        film.CopyTo(padded, 0);
        BinaryPrimitives.WriteInt32BigEndian(padded.AsSpan(film.Length), size - film.Length);
        "free"u8.CopyTo(padded.AsSpan(film.Length + 4));
        return padded;
    }
}
