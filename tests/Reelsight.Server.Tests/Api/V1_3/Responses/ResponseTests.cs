using System.Net;
using System.Text;
using System.Text.Json;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api.V1_3.Responses;

public sealed class ResponseTests(SampleKnowledgeStore store) : IClassFixture<SampleKnowledgeStore>
{
    [Fact]
    public async Task A_response_has_the_shape_that_clients_parse()
    {
        var response = await store.AskAsync("Find the dog", new { model = "jockey1.0" });
        Assert.StartsWith("resp_", response.Text("id"));
        Assert.StartsWith("sess_", response.Text("session_id"));
        Assert.Equal(
            ("response", "response", "completed", store.Id),
            (response.Text("type"), response.Text("object"), response.Text("status"), response.Text("knowledge_store_id"))
        );
        Assert.Equal(JsonValueKind.Null, response.GetProperty("incomplete_details").ValueKind);
        Assert.True(response.GetProperty("usage").GetProperty("input_tokens").GetInt32() > 3);
        Assert.True(response.GetProperty("usage").GetProperty("output_tokens").GetInt32() > 3);
        var message = Assert.Single(response.GetProperty("output").EnumerateArray());
        Assert.Equal(("message", "completed", "assistant"), (message.Text("type"), message.Text("status"), message.Text("role")));
        Assert.Equal("output_text", response.Part().Text("type"));
    }

    [Fact]
    public async Task The_steps_that_were_taken_are_shown_when_they_are_asked_for()
    {
        var response = await store.AskAsync("Which videos show a dog?", new { include = new[] { "intermediate_outputs" } });
        var output = response.GetProperty("output").EnumerateArray().ToArray();
        Assert.Equal("message", output[^1].Text("type"));
        foreach (var (call, result) in output[..^1].Chunk(2).Select(pair => (pair[0], pair[1])))
        {
            Assert.Equal(("function_call", "function_call_output"), (call.Text("type"), result.Text("type")));
            Assert.Equal(call.Text("call_id"), result.Text("call_id"));
            JsonDocument.Parse(call.Text("arguments")!).Dispose();
            JsonDocument.Parse(result.Text("output")!).Dispose();
        }
        Assert.Equal("search_items", output[0].Text("name"));
        Assert.Equal("""{"query":"dog"}""", output[0].Text("arguments"));
        Assert.Contains(store.Film, output[1].Text("output"));
    }

    [Fact]
    public async Task The_store_may_be_named_as_a_tool_and_messages_before_the_question_are_welcome()
    {
        var body = $$"""
            {"tools":[{"type":"knowledge_store","knowledge_store_id":"{{store.Id}}"}],"stream":false,
             "input":[{"type":"message","role":"user","content":"I like dogs."},{"type":"message","role":"user","content":"Find the car"}]}
            """;
        using var answer = await PostAsync(body);
        Assert.Equal([store.Film], (await answer.JsonAsync()).Cited());
    }

    [Theory]
    [InlineData("""{"knowledge_store_id":null}""", 400)]
    [InlineData("""{"knowledge_store_id":"junk"}""", 400)]
    [InlineData("""{"knowledge_store_id":"ks_00000000-0000-7000-8000-000000000000"}""", 404)]
    [InlineData("""{"model":"gpt"}""", 400)]
    [InlineData("""{"input":[]}""", 400)]
    [InlineData("""{"input":[{"type":"image","role":"user","content":"x"}]}""", 400)]
    [InlineData("""{"input":[{"type":"message","role":"system","content":"x"}]}""", 400)]
    [InlineData("""{"input":[{"type":"message","role":"user","content":""}]}""", 400)]
    [InlineData("""{"input":[{"type":"message","role":"user","content":["x"]}]}""", 400)]
    [InlineData("""{"include":["everything"]}""", 400)]
    [InlineData("""{"stream":"yes"}""", 400)]
    [InlineData("""{"text":{"format":{"type":"xml"}}}""", 400)]
    [InlineData("""{"text":{"format":{"type":"json_schema","schema":{"type":"object","properties":{}}}}}""", 400)]
    [InlineData("""{"text":{"format":{"type":"json_schema","name":"a"}}}""", 400)]
    [InlineData(
        """
            {"text":{"format":{"type":"json_schema","name":"a","schema":{"type":"object","properties":{"b":{"type":"string",
             "minLength":1}}}}}}
            """,
        422
    )]
    public async Task A_body_that_breaks_a_rule_is_refused_before_anything_is_sent(string change, int status)
    {
        foreach (var stream in new[] { false, true })
        {
            var body = System
                .Text.Json.Nodes.JsonNode.Parse(
                    $$"""
                    {"knowledge_store_id":"{{store.Id}}","stream":{{(stream ? "true" : "false")}},"input":[{"type":"message",
                     "role":"user","content":"Find the dog"}]}
                    """
                )!
                .AsObject();
            foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(change)!.AsObject().ToList())
            {
                body[name] = value?.DeepClone();
            }

            using var answer = await PostAsync(body.ToJsonString());
            Assert.NotEmpty(await answer.ErrorAsync((HttpStatusCode)status));
        }
    }

    [Fact]
    public async Task A_message_has_at_most_10000_characters()
    {
        using var fits = await store.PostAsync(new string('x', 10_000));
        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
        using var tooLong = await store.PostAsync(new string('x', 10_001));
        Assert.Equal("parameter_invalid", await tooLong.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Instructions_without_end_are_refused()
    {
        using var answer = await store.PostAsync("Find the dog", new { instructions = new string('x', 100_001) });
        Assert.Contains("instructions", (await answer.JsonAsync(HttpStatusCode.BadRequest)).Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_tenants_store_and_session_are_not_there()
    {
        var session = (await store.AskAsync("Find the dog")).Text("session_id");
        using var content = new StringContent(
            $$"""{"knowledge_store_id":"{{store.Id}}","input":[{"type":"message","role":"user","content":"dog"}]}""",
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await store.Server.Other.PostAsync("responses", content);
        Assert.Equal("resource_not_exist", await answer.ErrorAsync(HttpStatusCode.NotFound));
        var own = await store.Server.Other.PostAsync(
            "knowledge-stores",
            new StringContent("""{"name":"own"}""", Encoding.UTF8, "application/json")
        );
        using var other = new StringContent(
            $$"""
            {"knowledge_store_id":"{{(await own.JsonAsync(HttpStatusCode.Created)).Id()}}","session_id":"{{session}}",
             "input":[{"type":"message","role":"user","content":"dog"}]}
            """,
            Encoding.UTF8,
            "application/json"
        );
        using var foreign = await store.Server.Other.PostAsync("responses", other);
        Assert.Equal("resource_not_exist", await foreign.ErrorAsync(HttpStatusCode.NotFound));
    }

    private async Task<HttpResponseMessage> PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await store.Server.Client.PostAsync("responses", content);
    }
}
