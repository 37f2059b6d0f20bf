using System.Net;
using System.Net.Sockets;
using System.Text;
using Reelsight.TestSupport;

namespace Reelsight.Fetch.Tests;

public sealed class FetchingTests : IAsyncDisposable
{
    private readonly ManualClock _clock = new();
    private readonly LocalServer _server = new();

    private GuardedFetch Client(Func<FetchOptions, FetchOptions>? with = null)
    {
        var options = new FetchOptions { AllowPrivate = true, Time = _clock };
        return new GuardedFetch(with?.Invoke(options) ?? options);
    }

    private static async Task<string> ReadAsync(FetchedFile file)
    {
        using var bytes = new MemoryStream();
        await file.Body.CopyToAsync(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private async Task<FetchException> FailAsync(string path, Func<FetchOptions, FetchOptions>? with = null)
    {
        using var client = Client(with);
        return await Assert.ThrowsAsync<FetchException>(async () =>
        {
            await using var file = await client.OpenAsync(_server.Url(path), CancellationToken.None);
            await ReadAsync(file);
        });
    }

    [Fact]
    public async Task A_file_arrives_with_its_length_type_and_name()
    {
        _server.Answer("/films/a%20clip.mp4?sig=1", "200 OK\nContent-Type: video/mp4; codecs=x\nContent-Length: 5", "bytes");
        using var client = Client();

        await using var file = await client.OpenAsync(_server.Url("/films/a%20clip.mp4?sig=1"), CancellationToken.None);

        Assert.Equal((5, "a clip.mp4", "video/mp4"), (file.Length, file.FileName, file.MediaType));
        Assert.Equal("bytes", await ReadAsync(file));
    }

    [Fact]
    public async Task No_cookies_credentials_or_packing_are_asked_for()
    {
        _server.Answer("/first", "302 Found\nSet-Cookie: a=b\nLocation: /second");
        _server.Answer("/second", "200 OK\nContent-Length: 0");
        using var client = Client();

        await using var file = await client.OpenAsync(_server.Url("/first"), CancellationToken.None);

        Assert.All(_server.Requests, request =>
        {
            Assert.DoesNotContain("Cookie", request, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Authorization", request, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("Accept-Encoding: identity", request, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("attachment; filename=\"clip one.mp4\"", "clip one.mp4")]
    [InlineData("attachment; filename=\"plain.mp4\"; filename*=UTF-8''na%C3%AFve%20film.mp4", "naïve film.mp4")]
    [InlineData("attachment; filename=\"../../etc/passwd\"", "passwd")]
    [InlineData("attachment; filename=\"C:\\\\films\\\\clip.mp4\"", "clip.mp4")]
    [InlineData("attachment; filename=\"ünïcode.mp4\"", "ünïcode.mp4")]
    [InlineData("attachment; filename=\"..\"", "from-url.mp4")]
    [InlineData("inline", "from-url.mp4")]
    public async Task The_file_name_comes_from_the_header_or_the_url_without_any_path(string disposition, string expected)
    {
        _server.Answer("/from-url.mp4", $"200 OK\nContent-Disposition: {disposition}\nContent-Length: 0");
        using var client = Client();

        await using var file = await client.OpenAsync(_server.Url("/from-url.mp4"), CancellationToken.None);

        Assert.Equal(expected, file.FileName);
    }

    [Fact]
    public async Task Redirects_are_followed_five_times_and_no_further()
    {
        for (var i = 0; i < 6; i++)
        {
            _server.Answer($"/{i}", $"{(i % 2 == 0 ? 302 : 308)} Moved\nLocation: /{i + 1}");
        }
        _server.Answer("/6", "200 OK\nContent-Length: 2", "ok");
        using var client = Client();

        await using var file = await client.OpenAsync(_server.Url("/1"), CancellationToken.None);
        Assert.Equal("ok", await ReadAsync(file));
        Assert.Contains("redirects more than 5 times", (await FailAsync("/0")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("401 Unauthorized", "asks for a login", false)]
    [InlineData("403 Forbidden", "denies access", false)]
    [InlineData("404 Not Found", "no file at the link", false)]
    [InlineData("410 Gone", "is gone", false)]
    [InlineData("429 Too Many Requests", "is busy", true)]
    [InlineData("500 Internal Server Error", "trouble of its own", true)]
    [InlineData("503 Service Unavailable", "trouble of its own", true)]
    [InlineData("206 Partial Content", "status 206", false)]
    [InlineData("302 Found", "without saying where", false)]
    [InlineData("200 OK\nContent-Type: text/html; charset=utf-8", "leads to a web page, not a media file; use the direct link", false)]
    [InlineData("200 OK\nContent-Type: video/mp4\nContent-Encoding: gzip", "packed (gzip)", false)]
    public async Task An_answer_that_is_no_file_is_explained_in_plain_words(string head, string words, bool mayPass)
    {
        _server.Answer("/clip", head + "\nContent-Length: 0");

        var failure = await FailAsync("/clip");

        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Equal(mayPass, failure.IsTransient);
    }

    [Fact]
    public async Task More_bytes_than_allowed_are_refused_before_and_while_they_arrive()
    {
        _server.Answer("/told", "200 OK\nContent-Length: 11", "12345678901");
        _server.Answer("/untold", "200 OK", "12345678901");
        _server.Answer("/fits", "200 OK", "1234567890");

        Assert.Contains(
            "larger than 10 bytes",
            (await FailAsync("/told", o => o with { MaxBytes = 10 })).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "larger than 10 bytes",
            (await FailAsync("/untold", o => o with { MaxBytes = 10 })).Message,
            StringComparison.Ordinal
        );
        using var client = Client(o => o with { MaxBytes = 10 });
        await using var file = await client.OpenAsync(_server.Url("/fits"), CancellationToken.None);
        Assert.Equal("1234567890", await ReadAsync(file));
    }

    [Fact]
    public async Task A_connection_that_breaks_off_may_pass()
    {
        _server.Answer("/broken", "200 OK\nContent-Length: 100", "only this");

        var failure = await FailAsync("/broken");

        Assert.Contains("broke after", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_and_may_pass()
    {
        var asked = new TaskCompletionSource();
        _server.Answer("/silent", async (_, ct) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
        });
        using var client = Client();
        var opening = client.OpenAsync(_server.Url("/silent"), CancellationToken.None);
        await asked.Task;
        _clock.Advance(new FetchOptions().HeaderTimeout);

        var failure = await Assert.ThrowsAsync<FetchException>(() => opening);

        Assert.Contains("did not answer in time", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task A_body_that_stops_is_given_up_and_may_pass()
    {
        _server.AnswerAndStall("/stalls", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nstart");
        using var client = Client();
        await using var file = await client.OpenAsync(_server.Url("/stalls"), CancellationToken.None);
        var buffer = new byte[100];
        var first = await file.Body.ReadAsync(buffer);
        while (first < 5)
        {
            first += await file.Body.ReadAsync(buffer);
        }
        var reading = file.Body.ReadAsync(buffer).AsTask();
        _clock.Advance(new FetchOptions().IdleTimeout);

        var failure = await Assert.ThrowsAsync<FetchException>(() => reading);

        Assert.Contains("stopped sending after 5 bytes", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_may_pass()
    {
        // Bound but not listening, so that no other server can take the port meanwhile.
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var client = Client();

        var failure = await Assert.ThrowsAsync<FetchException>(() =>
            client.OpenAsync(new Uri($"http://{taken.LocalEndPoint}/"), CancellationToken.None)
        );

        Assert.Contains("refuses connections", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task Cancelling_is_no_failure_of_the_server()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        using var client = Client();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.OpenAsync(_server.Url("/"), cancelled.Token));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
