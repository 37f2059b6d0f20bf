using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reelsight.Server.Contract;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Contract;

/// <summary>
/// Bodies, values, names, queries and filters that nobody sends by mistake, made here and sent to every operation that takes them. Each
/// gets
/// a proper answer or an error of the contract, never one of the server's own, and the server goes on.
/// </summary>
public sealed class HostileRequestTests : IAsyncLifetime
{
    private const string Mark = "@value@";

    private const int LargeBytes = 1 << 20;
    private RunningServer _server = null!;
    private TenantResources _resources = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync(clock: new ManualClock());
        _resources = await TenantResources.CreateAsync(_server);
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Hostile_requests_get_a_proper_answer_and_the_server_goes_on()
    {
        var wrong = new List<string>();
        foreach (var operation in WithBodies())
        {
            foreach (var (what, body) in HostileInputs.Bodies)
            {
                await SendAsync(operation, body, what, wrong);
            }

            foreach (var (place, text) in Marked(operation))
            {
                foreach (var value in HostileInputs.Values)
                {
                    var body = Encoding.UTF8.GetBytes(text.Replace($"\"{Mark}\"", value, StringComparison.Ordinal));
                    await SendAsync(operation, body, $"{place} = {value[..Math.Min(60, value.Length)]}", wrong);
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        await _server.Client.JsonAsync("indexes");
    }

    [Fact]
    public async Task Hostile_queries_and_filters_get_a_proper_answer()
    {
        var wrong = new List<string>();
        var index = await _server.CreateIndexAsync("hostile");
        var longest = string.Join(' ', Enumerable.Range(0, 500).Select(n => $"w{n}"));
        foreach (var query in HostileInputs.Queries.Append(longest).Append(longest + " more").Append(new string('a', 200_000)))
        {
            await SearchAsync(
                [("index_id", index), ("search_options", "visual"), ("search_options", "audio"), ("query_text", query)],
                query,
                wrong
            );
            using var list = await _server.Client.GetAsync(
                new Uri($"indexes?index_name={Uri.EscapeDataString(query[..Math.Min(query.Length, 2000)])}", UriKind.Relative)
            );
            await CheckAsync(list, $"index_name {query}", wrong);
        }

        foreach (var filter in HostileInputs.Filters.Append($"{{\"id\":[{string.Join(',', Enumerable.Repeat("\"a\"", 50_000))}]}}"))
        {
            await SearchAsync(
                [("index_id", index), ("search_options", "visual"), ("query_text", "car"), ("filter", filter)],
                $"filter {filter}",
                wrong
            );
            using var list = await _server.Client.GetAsync(
                new Uri(
                    $"indexes/{index}/videos?user_metadata={Uri.EscapeDataString(filter[..Math.Min(filter.Length, 2000)])}",
                    UriKind.Relative
                )
            );
            await CheckAsync(list, $"user_metadata {filter}", wrong);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Names_that_are_not_one_line_of_limited_length_are_refused_and_the_field_is_named()
    {
        var wrong = new List<string>();
        foreach (
            var (name, field) in new[]
            {
                ("CreateIndex", "index_name"),
                ("UpdateIndex", "index_name"),
                ("CreateEntityCollection", "name"),
                ("CreateEntity", "name"),
                ("CreateKnowledgeStore", "name"),
                ("CreateItemCollection", "name"),
                ("CreateLabelSet", "name"),
                ("CreateSavedSearch", "name"),
            }
        )
        {
            var operation = OperationList.Current.Operations.Single(o => o.Name == name);
            foreach (var value in HostileInputs.Names)
            {
                var body = JsonNode.Parse(_resources.Fill(operation, operation.Example!.Value.GetRawText()))!.AsObject();
                body[field] = value;
                using var answer = await SendAsync(operation, Encoding.UTF8.GetBytes(body.ToJsonString()));
                var text = await answer.Content.ReadAsStringAsync();
                if ((int)answer.StatusCode != 400 || !text.Contains($"parameter {field} ", StringComparison.Ordinal))
                {
                    wrong.Add($"{name}: {(int)answer.StatusCode} {text}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static IEnumerable<Operation> WithBodies() =>
        OperationList.Current.Operations.Where(o => o is { State: OperationState.Done, Body: not null, Example: not null });

    // The example once for every value in it, with a mark in the place of the value.
    private IEnumerable<(string Place, string Text)> Marked(Operation operation)
    {
        var example = _resources.Fill(operation, operation.Example!.Value.GetRawText());
        foreach (var place in FindPlaces(JsonNode.Parse(example)!).ToList())
        {
            var copy = JsonNode.Parse(example)!;
            var at = copy;
            foreach (var step in place[..^1])
            {
                at = step is int n ? at[n]! : at[(string)step]!;
            }

            if (place[^1] is int last)
            {
                at[last] = Mark;
            }
            else
            {
                at[(string)place[^1]] = Mark;
            }

            yield return (string.Join('.', place), copy.ToJsonString());
        }
    }

    private static IEnumerable<object[]> FindPlaces(JsonNode node)
    {
        var inner = node switch
        {
            JsonObject map => map.Select(p => ((object)p.Key, p.Value)),
            JsonArray list => list.Take(1).Select((value, n) => ((object)n, value)),
            _ => [],
        };
        foreach (var (step, value) in inner)
        {
            yield return [step];
            foreach (var further in value is null ? [] : FindPlaces(value))
            {
                yield return [step, .. further];
            }
        }
    }

    private async Task SearchAsync((string, string)[] fields, string what, List<string> wrong)
    {
        using var form = Seeds.Form([.. fields]);
        using var answer = await _server.Client.PostAsync(new Uri("search", UriKind.Relative), form);
        await CheckAsync(answer, what, wrong);
    }

    private async Task SendAsync(Operation operation, byte[] body, string what, List<string> wrong)
    {
        try
        {
            using var answer = await SendAsync(operation, body);
            await CheckAsync(answer, $"{operation.Name}: {what}", wrong);
        }
        catch (HttpRequestException) when (body.Length > LargeBytes)
        {
            // What is too large is not read to its end.
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Operation operation, byte[] body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), _resources.Fill(operation, operation.Path));
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        // The server may close the connection of a body that it does not read to its end; the next request must not be sent over it.
        request.Headers.ConnectionClose = body.Length > LargeBytes;
        return await _server.Client.SendAsync(request);
    }

    private static async Task CheckAsync(HttpResponseMessage answer, string what, List<string> wrong)
    {
        var status = (int)answer.StatusCode;
        if (status < 400)
        {
            return;
        }

        var text = await answer.Content.ReadAsStringAsync();
        if (status >= 500 || !IsError(text))
        {
            wrong.Add($"{what[..Math.Min(200, what.Length)]}: {status} {text}");
        }
    }

    private static bool IsError(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.GetProperty("code").GetString() is { Length: > 0 }
                && json.RootElement.GetProperty("message").GetString() is { Length: > 0 };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }
}
