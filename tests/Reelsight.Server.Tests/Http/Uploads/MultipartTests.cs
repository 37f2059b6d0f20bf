using System.Net;
using System.Text;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;
using static Reelsight.Server.Tests.Fixtures.RawHttp;

namespace Reelsight.Server.Tests.Http.Uploads;

/// <summary>Forms byte by byte, as the known clients write them and as broken ones do.</summary>
public sealed class MultipartTests : IAsyncLifetime
{
    private RunningServer _server = null!;
    private string _index = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync();
        _index = await _server.CreateIndexAsync("films");
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_quoted_boundary_and_a_key_among_the_parts_are_fine()
    {
        var body = Multipart(
            "b-1",
            (Field("x-api-key"), "tlk_whatever"),
            (Field("index_id") + "\r\nContent-Type: text/plain; charset=utf-8", _index),
            (File("video_file", "a.mp4"), "bytes")
        );
        var (status, task) = await PostAsync(_server, "tasks", "multipart/form-data; boundary=\"b-1\"", body);
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal("a.mp4", task.GetProperty("system_metadata").Text("filename"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task A_chunked_file_that_comes_before_the_other_fields_is_stored_whole(int chunkBytes)
    {
        var content = string.Concat(Enumerable.Repeat("0123456789\r\n--not the boundary ", 200));
        var body = Multipart("b", (File("video_file", "a.mp4"), content), (Field("index_id"), _index));
        var (status, task) = await PostAsync(_server, "tasks", "multipart/form-data; boundary=b", body, chunkBytes);
        Assert.Equal(HttpStatusCode.Created, status);
        var video = await _server.Stores.Videos.FindAsync(ReelsightServer.DefaultTenant, _index, task.Text("video_id")!, default);
        Assert.Equal(content, await System.IO.File.ReadAllTextAsync(_server.Stores.Blobs.FindPath(video!.TenantId, video.ContentHash!)!));
    }

    [Fact]
    public async Task A_form_that_ends_early_is_refused_and_leaves_nothing_behind()
    {
        var body = Multipart("b", (File("video_file", "a.mp4"), "half a fi"), (Field("index_id"), _index));
        var (status, error) = await PostAsync(_server, "tasks", "multipart/form-data; boundary=b", body[..^30]);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("parameter_invalid", error.Text("code"));
        Assert.Empty((await _server.Client.JsonAsync("tasks")).Data());
        AssertNoContent("half a fi");
    }

    [Fact]
    public async Task A_refused_upload_leaves_nothing_behind_but_what_others_use()
    {
        await _server.UploadAsync(_index, "shared");
        foreach (var content in new[] { "shared", "alone" })
        {
            var body = Multipart("b", (File("video_file", "a.mp4"), content), (Field("index_id"), "0123456789abcdef01234567"));
            Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(_server, "tasks", "multipart/form-data; boundary=b", body)).Status);
        }
        AssertNoContent("alone");
        Assert.NotNull(PathOf("shared"));
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=")]
    [InlineData("multipart/mixed; boundary=b")]
    [InlineData("text/plain")]
    [InlineData("nonsense")]
    public async Task Anything_but_a_form_with_a_boundary_is_the_wrong_content_type(string contentType)
    {
        var (status, error) = await PostAsync(_server, "tasks", contentType, Multipart("b", (Field("index_id"), _index)));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("content_type_invalid", error.Text("code"));
    }

    [Fact]
    public async Task An_endless_text_field_is_refused()
    {
        var body = Multipart("b", (Field("index_id"), new string('x', 2 << 20)));
        var (status, error) = await PostAsync(_server, "tasks", "multipart/form-data; boundary=b", body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("parameter_invalid", error.Text("code"));
    }

    [Fact]
    public async Task Two_files_where_one_is_due_are_refused()
    {
        var body = Multipart("b", (File("video_file", "a.mp4"), "one"), (File("video_file", "b.mp4"), "two"), (Field("index_id"), _index));
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(_server, "tasks", "multipart/form-data; boundary=b", body)).Status);
        AssertNoContent("one");
    }

    private void AssertNoContent(string content) => Assert.Null(PathOf(content));

    private string? PathOf(string content) =>
        _server.Stores.Blobs.FindPath(
            ReelsightServer.DefaultTenant,
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(content)))
        );
}
