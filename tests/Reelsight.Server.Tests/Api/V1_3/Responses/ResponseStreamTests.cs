using System.Net.Http.Json;
using System.Text.Json;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api.V1_3.Responses;

public sealed class ResponseStreamTests(SampleKnowledgeStore store) : IClassFixture<SampleKnowledgeStore>
{
    [Fact]
    public async Task Events_come_in_the_order_of_the_contract_and_add_up_to_the_answer()
    {
        var (events, last) = await StreamAsync("Find the dog", new { });
        var types = events.Select(e => e.Text("type")!).ToList();
        Assert.Equal(
            [
                "response.created",
                "response.in_progress",
                "response.output_item.added",
                "response.content_part.added",
                "response.output_text.delta",
                "response.output_text.done",
                "response.content_part.done",
                "response.output_item.done",
                "response.completed",
            ],
            types.Where((type, i) => i == 0 || types[i - 1] != type)
        );
        Assert.Equal("[DONE]", last);
        Assert.True(types.Count(type => type == "response.output_text.delta") > 5);
        Assert.Equal(Enumerable.Range(0, events.Count), events.Select(e => e.GetProperty("sequence_number").GetInt32()));

        var whole = events[^1].GetProperty("response");
        Assert.Equal("completed", whole.Text("status"));
        Assert.Equal((await store.AskAsync("Find the dog")).Prose(), whole.Prose());
        Assert.Equal(
            whole.Prose(),
            string.Concat(events.Where(e => e.Text("type") == "response.output_text.delta").Select(e => e.Text("delta")))
        );
        Assert.Equal(whole.Prose(), events.Single(e => e.Text("type") == "response.output_text.done").Text("text"));
        Assert.Equal(
            whole.Part().GetRawText(),
            events.Single(e => e.Text("type") == "response.content_part.done").GetProperty("part").GetRawText()
        );
        Assert.Equal("in_progress", events[0].GetProperty("response").Text("status"));
        Assert.All(events.Where(e => e.TryGetProperty("item_id", out _)), e => Assert.Equal(whole.Message().Text("id"), e.Text("item_id")));
    }

    [Fact]
    public async Task Steps_are_streamed_before_the_answer_each_with_its_arguments()
    {
        var (events, _) = await StreamAsync("Find the dog", new { include = new[] { "intermediate_outputs" } });
        var arguments = events.First(e => e.Text("type") == "response.function_call_arguments.done");
        Assert.Equal("""{"query":"dog"}""", arguments.Text("arguments"));
        var done = events.Where(e => e.Text("type") == "response.output_item.done").ToList();
        Assert.Equal(Enumerable.Range(0, done.Count), done.Select(e => e.GetProperty("output_index").GetInt32()));
        Assert.Equal("message", done[^1].GetProperty("item").Text("type"));
        Assert.Equal(
            done.Select(e => e.GetProperty("item").GetRawText()),
            events[^1].GetProperty("response").GetProperty("output").EnumerateArray().Select(i => i.GetRawText())
        );
    }

    [Fact]
    public async Task A_streamed_turn_is_remembered()
    {
        var (events, _) = await StreamAsync("Find the dog", new { });
        var session = events[0].GetProperty("response").Text("session_id");
        Assert.Equal([store.Photo], (await store.AskAsync("And in the second one?", new { session_id = session })).Cited());
    }

    [Fact]
    public async Task A_client_that_goes_away_early_harms_nobody()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "responses")
        {
            Content = Body("Summarize the videos", new { include = new[] { "intermediate_outputs" } }),
        };
        using (var answer = await store.Server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead))
        using (var reader = new StreamReader(await answer.Content.ReadAsStreamAsync()))
        {
            Assert.Equal("event: response.created", await reader.ReadLineAsync());
        }
        Assert.Equal([store.Film, store.Photo], (await store.AskAsync("Find the dog")).Cited());
    }

    private async Task<(List<JsonElement> Events, string Last)> StreamAsync(string question, object more)
    {
        using var answer = await store.Server.Client.PostAsync("responses", Body(question, more));
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        var blocks = (await answer.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var events = new List<JsonElement>();
        foreach (var block in blocks[..^1])
        {
            var lines = block.Split('\n');
            var data = JsonDocument.Parse(lines[1]["data: ".Length..]).RootElement.Clone();
            Assert.Equal($"event: {data.Text("type")}", lines[0]);
            events.Add(data);
        }
        return (events, blocks[^1]["data: ".Length..]);
    }

    private JsonContent Body(string question, object more)
    {
        var body = JsonSerializer
            .SerializeToNode(
                new
                {
                    knowledge_store_id = store.Id,
                    stream = true,
                    input = new[]
                    {
                        new
                        {
                            type = "message",
                            role = "user",
                            content = question,
                        },
                    },
                }
            )!
            .AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(more)!.AsObject().ToList())
        {
            body[name] = value?.DeepClone();
        }

        return JsonContent.Create(body);
    }
}
