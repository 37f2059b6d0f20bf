using System.Net;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Hosting;

/// <summary>
/// Alone in the process: metrics of the same name from another server that ends meanwhile take this one's with them.
/// </summary>
[CollectionDefinition(nameof(GetMetricsTests), DisableParallelization = true)]
public sealed class GetMetricsCollection;

[Collection(nameof(GetMetricsTests))]
public sealed class GetMetricsTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly RunningServer _server = shared.Server;

    [Fact]
    public async Task Requests_are_counted_by_operation_and_class_of_status()
    {
        await _server.CreateIndexAsync("metrics");
        using (await _server.Client.GetAsync(new Uri("indexes/0123456789abcdef01234567", UriKind.Relative))) { }

        var lines = await ReadUntilAsync(line => Counts(line, "CreateIndex", "2xx"));
        Assert.Contains(lines, line => line.StartsWith("dotnet_", StringComparison.Ordinal));
        await ReadUntilAsync(line => Counts(line, "GetIndex", "4xx"));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Host", "reelsight.example")]
    public async Task What_a_proxy_or_another_name_brings_here_needs_the_owners_key(string header, string value)
    {
        Assert.Equal("api_key_invalid", await (await AskAsync(header, value)).ErrorAsync(HttpStatusCode.Unauthorized));
        Assert.Equal(
            "api_key_invalid",
            await (await AskAsync(header, value, ("x-api-key", RunningServer.OtherKey))).ErrorAsync(HttpStatusCode.Unauthorized)
        );
        foreach (var key in new[] { ("x-api-key", RunningServer.Key), ("Authorization", $"Bearer {RunningServer.Key}") })
        {
            using var answer = await AskAsync(header, value, key);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Metrics_hold_no_key_no_path_and_no_name_of_an_index()
    {
        await _server.CreateIndexAsync("a private name");
        var text = await ReadAsync();
        Assert.DoesNotContain("a private name", text, StringComparison.Ordinal);
        Assert.DoesNotContain(RunningServer.Key, text, StringComparison.Ordinal);
        Assert.DoesNotContain(_server.DataDir, text, StringComparison.Ordinal);
    }

    private static bool Counts(string line, string operation, string status) =>
        line.StartsWith("http_server_request_duration_seconds_count", StringComparison.Ordinal)
        && line.Contains($"reelsight_operation=\"{operation}\"", StringComparison.Ordinal)
        && line.Contains($"reelsight_status_class=\"{status}\"", StringComparison.Ordinal);

    // A request is counted once it is over, which may be after its answer has arrived.
    private async Task<string[]> ReadUntilAsync(Predicate<string> isThere)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        string[] lines;
        do
        {
            lines = (await ReadAsync()).Split('\n');
        } while (!Array.Exists(lines, isThere) && await ticks.WaitForNextTickAsync(TestContext.Current.CancellationToken));
        return lines;
    }

    private async Task<string> ReadAsync()
    {
        using var client = _server.ClientWith(null);
        using var answer = await client.GetAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> AskAsync(string header, string value, (string Name, string Value)? key = null)
    {
        using var client = _server.ClientWith(null);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/metrics", UriKind.Relative));
        request.Headers.TryAddWithoutValidation(header, value);
        if (key is var (name, text))
        {
            request.Headers.TryAddWithoutValidation(name, text);
        }

        return await client.SendAsync(request);
    }
}
