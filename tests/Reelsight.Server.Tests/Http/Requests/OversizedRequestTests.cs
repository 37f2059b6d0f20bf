using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Http.Requests;

/// <summary>What is larger than can be handled is the client's error, and never the server's.</summary>
public sealed class OversizedRequestTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData(101)]
    [InlineData(2_000)]
    [InlineData(40_000)]
    public async Task A_filter_with_too_many_conditions_is_refused(int count)
    {
        var server = shared.Server;
        var index = await server.CreateIndexAsync($"filters {count}");
        var filter = JsonSerializer.Serialize(Enumerable.Range(0, count).ToDictionary(i => $"key{i}", i => i));
        using var form = Seeds.Form(("index_id", index), ("query_text", "dog"), ("search_options", "visual"), ("filter", filter));
        using var searched = await server.Client.PostAsync("search", form);
        Assert.Equal("search_filter_invalid", await searched.ErrorAsync(HttpStatusCode.BadRequest));
        if (count < 1_000) // longer ones do not fit into a request line
        {
            var query = Uri.EscapeDataString(filter);
            using var listed = await server.Client.GetAsync(new Uri($"indexes/{index}/videos?user_metadata={query}", UriKind.Relative));
            Assert.Equal("parameter_invalid", await listed.ErrorAsync(HttpStatusCode.BadRequest));
        }
    }

    [Theory]
    [InlineData("10000000000000000")] // 2^64
    [InlineData("ffffffffffffffff")]
    [InlineData("80000000")]
    [InlineData("no number")]
    public async Task A_chunk_that_says_it_is_longer_than_can_be_is_refused(string size)
    {
        var server = shared.Server;
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /v1.3/indexes HTTP/1.1\r\nHost: {server.Address.Authority}\r\nx-api-key: {RunningServer.Key}\r\n"
                    + $"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n{size}\r\nabc"
            )
        );
        using var answer = new StreamReader(stream, Encoding.UTF8);
        var status = int.Parse((await answer.ReadLineAsync())!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(status, 400, 499);
    }
}
