using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Stores;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Http.Idempotency;

/// <summary>Requests that are sent twice, as clients that retry do.</summary>
public sealed class IdempotencyTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(clock: _clock);

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_same_key_and_body_get_the_first_answer_again_and_nothing_is_made_twice()
    {
        using var first = await CreateAsync("key-1", "films");
        using var second = await CreateAsync("key-1", "films");

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(first.Content.Headers.ContentType, second.Content.Headers.ContentType);
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal("true", Assert.Single(second.Headers.GetValues("Idempotency-Replayed")));
        Assert.Single((await _server.Client.JsonAsync("indexes")).Data());
    }

    [Fact]
    public async Task The_same_key_with_another_body_or_path_is_a_conflict()
    {
        using var first = await CreateAsync("key-1", "films");
        using var otherBody = await CreateAsync("key-1", "series");
        Assert.Equal("idempotency_conflict", await otherBody.ErrorAsync(HttpStatusCode.Conflict));

        using var form = new MultipartFormDataContent { { new StringContent("x"), "index_id" } };
        using var otherPath = await SendAsync(_server.Client, "tasks", "key-1", form);
        Assert.Equal("idempotency_conflict", await otherPath.ErrorAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_form_sent_again_under_a_new_boundary_is_the_same_request()
    {
        var index = await _server.CreateIndexAsync("films");
        var (first, second) = (await UploadAsync("boundary-one"), await UploadAsync("another-boundary-of-another-length"));
        Assert.Equal(first.Id(), second.Id());
        Assert.Single((await _server.Client.JsonAsync("tasks")).Data());

        async Task<System.Text.Json.JsonElement> UploadAsync(string boundary)
        {
            // More than one read of the body, with the boundary astride two of them somewhere.
            using var form = new MultipartFormDataContent(boundary)
            {
                { new StringContent(index), "index_id" },
                { new ByteArrayContent(new byte[200_000]), "video_file", "a.mp4" },
            };
            using var answer = await SendAsync(_server.Client, "tasks", "upload-1", form);
            return await answer.JsonAsync(HttpStatusCode.Created);
        }
    }

    [Fact]
    public async Task An_upload_larger_than_any_json_body_is_answered_again_too()
    {
        var content = new byte[(4 << 20) + 100_000];
        var (first, second) = (await UploadAsync(), await UploadAsync());
        Assert.Equal(first.Id(), second.Id());

        async Task<System.Text.Json.JsonElement> UploadAsync()
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent("direct"), "method" },
                { new ByteArrayContent(content), "file", "a.mp4" },
            };
            using var answer = await SendAsync(_server.Client, "assets", "upload-1", form);
            return await answer.JsonAsync(HttpStatusCode.Created);
        }
    }

    [Fact]
    public async Task An_error_of_the_request_is_an_answer_too()
    {
        using var first = await CreateAsync("key-1", "");
        using var second = await CreateAsync("key-1", "");
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.True(second.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task A_key_is_forgotten_after_a_day_and_belongs_to_its_account()
    {
        using var first = await CreateAsync("key-1", "films");
        using var foreign = await SendAsync(_server.Other, "indexes", "key-1", Body("films"));
        Assert.NotEqual((await first.JsonAsync(HttpStatusCode.Created)).Id(), (await foreign.JsonAsync(HttpStatusCode.Created)).Id());

        _clock.Advance(TimeSpan.FromHours(24));
        using var next = await CreateAsync("key-1", "series");
        Assert.Equal(HttpStatusCode.Created, next.StatusCode);
    }

    [Fact]
    public async Task Answers_that_nobody_can_ask_for_any_more_go_while_the_server_runs()
    {
        using var first = await CreateAsync("key-1", "films");
        Assert.Equal(1, await CountAsync());

        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (_clock.Advance(TimeSpan.FromHours(25)); await CountAsync() > 0; )
        {
            await ticks.WaitForNextTickAsync();
        }

        Task<int> CountAsync() =>
            _server.Stores.IdempotentResponses.CountAsync(ReelsightServer.DefaultTenant, new ResourceFilter(), CancellationToken.None);
    }

    [Fact]
    public async Task Sent_often_at_once_it_runs_once_and_all_get_its_answer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CreateAsync("key-1", "films")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Single((await _server.Client.JsonAsync("indexes")).Data());
        foreach (var answer in answers)
        {
            answer.Dispose();
        }
    }

    [Fact]
    public async Task A_client_that_left_before_the_answer_gets_it_when_it_asks_again()
    {
        var body = await Body("films").ReadAsStringAsync();
        using (var leaving = new TcpClient())
        {
            await leaving.ConnectAsync(_server.Address.Host, _server.Address.Port);
            await leaving
                .GetStream()
                .WriteAsync(
                    Encoding.UTF8.GetBytes(
                        $"POST /v1.3/indexes HTTP/1.1\r\nHost: {_server.Address.Authority}\r\nx-api-key: "
                            + $"{RunningServer.Key}\r\nIdempotency-Key: key-1\r\n"
                            + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"
                    )
                );
        }

        using var answer = await CreateAsync("key-1", "films");
        var made = (await answer.JsonAsync(HttpStatusCode.Created)).Id();
        Assert.Equal(made, Assert.Single((await _server.Client.JsonAsync("indexes")).Data()).Id());
    }

    private static JsonContent Body(string name) =>
        JsonContent.Create(
            new { index_name = name, models = new[] { new { model_name = "marengo3.0", model_options = new[] { "visual" } } } }
        );

    private Task<HttpResponseMessage> CreateAsync(string key, string name) => SendAsync(_server.Client, "indexes", key, Body(name));

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string key, HttpContent body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request);
    }
}
