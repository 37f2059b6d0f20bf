using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Reelsight.Server.Http.Bodies;
using Reelsight.Server.Http.Errors;
using Reelsight.Server.Http.Requests;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Http.Admission;

/// <summary>More than the server can do at once: some are told to come again, nobody takes everything, and it passes by itself.</summary>
public sealed class AdmissionTests
{
    [Fact]
    public async Task A_tenant_with_all_its_places_taken_is_told_to_come_again_and_another_is_served()
    {
        await using var server = await RunningServer.StartAsync(settings => settings with { MaxRequests = 2 });
        var body = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        // More than any buffer on the way holds back.
        await body.Writer.WriteAsync(
            Encoding.ASCII.GetBytes($"--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n{new string('a', 30_000)}")
        );
        using var upload = new HttpRequestMessage(HttpMethod.Post, "assets") { Content = new StreamContent(body.Reader.AsStream()) };
        upload.Content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        var running = server.Client.SendAsync(upload);

        // Until the upload is at work, others may be let in.
        HttpResponseMessage refused;
        while ((refused = await AssetAsync(server.Client)).StatusCode != HttpStatusCode.TooManyRequests)
        {
            refused.Dispose();
        }

        Assert.Equal("1", refused.Headers.GetValues("Retry-After").Single());
        Assert.Equal("too_many_requests", await refused.ErrorAsync(HttpStatusCode.TooManyRequests));
        refused.Dispose();
        using (var other = await AssetAsync(server.Other))
        {
            Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
        }

        // Reading records has no places to wait for.
        await server.Client.JsonAsync("assets");
        await body.Writer.WriteAsync(Encoding.ASCII.GetBytes("\r\n--x--\r\n"));
        await body.Writer.CompleteAsync();
        using (await running) { }
        using var again = await AssetAsync(server.Client);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
    }

    [Fact]
    public async Task Sixty_four_bodies_with_media_at_once_are_all_answered()
    {
        await using var server = await RunningServer.StartAsync();
        var media = Convert.ToBase64String(new byte[600_000]);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 64)
                .Select(async _ =>
                {
                    using var body = new StringContent(
                        $$"""{"video":{"type":"base64_string","base64_string":"{{media}}"},"prompt":"Summarize"}""",
                        Encoding.UTF8,
                        "application/json"
                    );
                    using var answer = await server.Client.PostAsync(new Uri("analyze/tasks", UriKind.Relative), body);
                    return answer.StatusCode;
                })
        );
        Assert.All(answers, status => Assert.InRange((int)status, 200, 499));
        var left = Path.Combine(server.DataDir, "work", "inline");
        Assert.True(!Directory.Exists(left) || Directory.GetFiles(left).Length == 0);
    }

    [Fact]
    public void A_body_that_does_not_fit_beside_the_others_is_told_when_to_come_again()
    {
        var budget = new MemoryBudget(100 << 20);
        budget.Take(new DefaultHttpContext(), 64 << 20);
        var http = new DefaultHttpContext();
        var refusal = Assert.Throws<ApiException>(() => budget.Take(http, 1 << 20));
        Assert.Equal((503, "server_busy"), (refusal.Status, refusal.Code));
        Assert.Equal("5", http.Response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Tenants_take_turns_at_the_media_that_somebody_waits_for()
    {
        var gate = new SynchronousMediaGate();
        var first = new TaskCompletionSource();
        var order = new List<string>();
        var running = gate.RunAsync("a", () => WorkAsync("a0", first.Task), default);
        using var left = new CancellationTokenSource();
        Task[] waiting =
        [
            gate.RunAsync("a", () => WorkAsync("a1", Task.CompletedTask), default),
            gate.RunAsync("a", () => WorkAsync("left", Task.CompletedTask), left.Token),
            gate.RunAsync("a", () => WorkAsync("a2", Task.CompletedTask), default),
            gate.RunAsync("b", () => WorkAsync("b1", Task.CompletedTask), default),
        ];
        await left.CancelAsync();
        first.SetResult();
        await running;
        await Task.WhenAll(waiting[0], waiting[2], waiting[3]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting[1]);
        Assert.Equal(["a0", "a1", "b1", "a2"], order);
        Assert.True(await gate.RunAsync("c", () => WorkAsync("c", Task.CompletedTask), default));

        async Task<bool> WorkAsync(string name, Task until)
        {
            order.Add(name);
            await until;
            return true;
        }
    }

    private static Task<HttpResponseMessage> AssetAsync(HttpClient client)
    {
        var form = new MultipartFormDataContent { { new StringContent("url"), "method" } };
        return client.PostAsync(new Uri("assets", UriKind.Relative), form);
    }
}
