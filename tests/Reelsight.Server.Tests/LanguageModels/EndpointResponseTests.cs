using System.Text.Json;
using Reelsight.Server.Tests.Api.V1_3.Analyze;
using Reelsight.Server.Tests.Api.V1_3.KnowledgeStores;
using Reelsight.Server.Tests.Api.V1_3.Responses;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.LanguageModels;

public sealed class EndpointResponseTests(ServerWithChatEndpoint plugged) : IClassFixture<ServerWithChatEndpoint>
{
    private readonly RunningServer _server = plugged.Server;
    private readonly StubChatEndpoint _stub = plugged.Stub;

    private async Task<(string Store, string Film)> StoreAsync()
    {
        var store = (await _server.CreateStoreAsync()).Id();
        return (store, await _server.ReadyItemAsync(store, "film.mp4", KnowledgeStoreSeeds.Seen(("dog", 0, 5), ("car", 7, 11))));
    }

    private Task<HttpResponseMessage> PostAsync(string store, object? more = null)
    {
        var body = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        body["knowledge_store_id"] = store;
        body["input"] = JsonSerializer.SerializeToNode(
            new[]
            {
                new
                {
                    type = "message",
                    role = "user",
                    content = "Find the dog",
                },
            }
        );
        return _server.Client.PostAsync("responses", body.ToJsonString());
    }

    [Fact]
    public async Task The_model_writes_and_what_it_cites_by_number_is_cited_with_its_stretch()
    {
        var (store, film) = await StoreAsync();
        _stub.Script(StubChatEndpoint.Says("Ein Hund 🐕 [1]. Mehr nicht [99].", input: 200, output: 9));
        using var answer = await PostAsync(store);
        var response = await answer.JsonAsync();
        Assert.Equal("Ein Hund 🐕 [1]. Mehr nicht .", response.Prose());
        var cited = Assert.Single(response.Annotations());
        Assert.Equal(
            (film, 0, 5),
            (cited.Text("item_id"), cited.GetProperty("start_sec").GetDouble(), cited.GetProperty("end_sec").GetDouble())
        );
        // In code points: the dog is one.
        Assert.Equal((11, 13), (cited.GetProperty("start_index").GetInt32(), cited.GetProperty("end_index").GetInt32()));
        Assert.Equal(
            ("endpoint", 9),
            (response.GetProperty("generation").Text("writer"), response.GetProperty("usage").GetProperty("output_tokens").GetInt32())
        );
        Assert.True(_stub.Asked.TryDequeue(out var asked));
        Assert.Contains("\"film.mp4\" 7.0-11.0 s", asked.GetProperty("messages")[1].Text("content"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_is_passed_on_with_its_markers_and_one_that_breaks_off_fails()
    {
        var (store, _) = await StoreAsync();
        _stub.Script(_stub.Streams(StubChatEndpoint.Events(["A dog [", "1", "] runs", "."])));
        var events = await EventsAsync(store);
        Assert.Equal(
            "A dog [1] runs.",
            string.Concat(events.Where(e => e.Text("type") == "response.output_text.delta").Select(e => e.Text("delta")))
        );
        Assert.Equal("A dog [1] runs.", events[^1].GetProperty("response").Prose());
        Assert.Single(events[^1].GetProperty("response").Annotations());

        _stub.Script(_stub.Streams(StubChatEndpoint.Events(["A dog "], ends: false)));
        Assert.Equal("response.failed", (await EventsAsync(store))[^1].Text("type"));

        _stub.Script(StubChatEndpoint.Sends(500, "text/plain", "no"));
        var composed = (await EventsAsync(store))[^1].GetProperty("response");
        Assert.Equal(("completed", "composer"), (composed.Text("status"), composed.GetProperty("generation").Text("writer")));
        Assert.Single(composed.Annotations());
    }

    [Fact]
    public async Task Json_by_schema_is_the_models_when_it_fits_and_the_agents_when_it_does_not()
    {
        var (store, _) = await StoreAsync();
        var form = new
        {
            text = new
            {
                format = new
                {
                    type = "json_schema",
                    name = "dogs",
                    schema = new { type = "object", properties = new { dogs = new { type = "integer" } } },
                },
            },
        };
        _stub.Script(StubChatEndpoint.Says("{\"dogs\":\"many\"}"), StubChatEndpoint.Says("{\"dogs\":1}"));
        using var repaired = await PostAsync(store, form);
        var response = await repaired.JsonAsync();
        Assert.Equal("{\"dogs\":1}", response.Prose());
        Assert.True(response.GetProperty("generation").GetProperty("repaired").GetBoolean());

        _stub.Script(StubChatEndpoint.Says("no"), StubChatEndpoint.Says("no"));
        using var replaced = await PostAsync(store, form);
        response = await replaced.JsonAsync();
        Assert.Equal("composer", response.GetProperty("generation").Text("writer"));
        Assert.Equal(JsonValueKind.Number, JsonDocument.Parse(response.Prose()).RootElement.GetProperty("dogs").ValueKind);
    }

    private async Task<List<JsonElement>> EventsAsync(string store)
    {
        using var answer = await PostAsync(store, new { stream = true });
        var text = await answer.Content.ReadAsStringAsync();
        return
        [
            .. text.Split('\n')
                .Where(l => l.StartsWith("data: {", StringComparison.Ordinal))
                .Select(l => JsonDocument.Parse(l[6..]).RootElement),
        ];
    }
}
