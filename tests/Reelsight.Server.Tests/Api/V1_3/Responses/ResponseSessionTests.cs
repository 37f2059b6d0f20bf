using System.Net;
using System.Net.Http.Json;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Api.V1_3.KnowledgeStores;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api.V1_3.Responses;

public sealed class ResponseSessionTests(SampleKnowledgeStore store) : IClassFixture<SampleKnowledgeStore>
{
    [Fact]
    public async Task A_question_may_refer_to_what_the_answer_before_cited()
    {
        var first = await store.AskAsync("Find the dog");
        Assert.Equal([store.Film, store.Photo], first.Cited());
        var session = new { session_id = first.Text("session_id") };

        Assert.Equal([store.Photo], (await store.AskAsync("And in the second one?", session)).Cited());
        Assert.Equal([store.Photo], (await store.AskAsync("What does it show?", session)).Cited());
        Assert.Equal(
            [store.Film],
            (
                await store.AskAsync("What about cars?", new { session_id = (await store.AskAsync("Find the dog")).Text("session_id") })
            ).Cited()
        );
        Assert.Contains("there is no “the fifth one”", (await store.AskAsync("What is in the fifth one?", session)).Prose());
    }

    [Fact]
    public async Task Without_an_answer_before_a_reference_is_said_to_lead_nowhere()
    {
        var response = await store.AskAsync("What happens in the second video?");
        Assert.Contains("There is no earlier answer", response.Prose());
        Assert.Empty(response.Annotations());
    }

    [Fact]
    public async Task Messages_of_a_session_are_numbered_on()
    {
        var first = await store.AskAsync("Find the dog");
        var session = first.Text("session_id")!;
        Assert.Equal($"msg_{session}_1", first.Message().Text("id"));
        var second = await store.AskAsync("Find the car", new { session_id = session });
        Assert.Equal((session, $"msg_{session}_2"), (second.Text("session_id"), second.Message().Text("id")));
        Assert.NotEqual(first.Text("id"), second.Text("id"));
    }

    [Fact]
    public async Task A_long_conversation_keeps_its_last_fifty_turns()
    {
        var session = (await store.AskAsync("Find the dog")).Text("session_id")!;
        await store.Server.Stores.Sessions.UpdateAsync(
            ReelsightServer.DefaultTenant,
            session,
            s => s with { Turns = [.. Enumerable.Repeat(s.Turns[0], 80)] },
            [],
            default
        );
        await store.AskAsync("Find the car", new { session_id = session });
        var kept = (await store.Server.Stores.Sessions.FindAsync(ReelsightServer.DefaultTenant, session, default))!.Turns;
        Assert.Equal((50, "Find the car"), (kept.Count, kept[^1].Question));
    }

    [Fact]
    public async Task A_session_belongs_to_its_store()
    {
        var session = (await store.AskAsync("Find the dog")).Text("session_id");
        var other = (await store.Server.CreateStoreAsync()).Id();
        using var wrong = await store.PostAsync("Find the dog", new { session_id = session, knowledge_store_id = other });
        Assert.Equal("parameter_invalid", await wrong.ErrorAsync(HttpStatusCode.BadRequest));
        using var unknown = await store.PostAsync("Find the dog", new { session_id = "sess_00000000-0000-7000-8000-000000000000" });
        Assert.Equal("resource_not_exist", await unknown.ErrorAsync(HttpStatusCode.NotFound));
        using var junk = await store.PostAsync("Find the dog", new { session_id = "junk" });
        Assert.Equal("parameter_invalid", await junk.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Sessions_go_with_their_store()
    {
        var other = (await store.Server.CreateStoreAsync()).Id();
        var session = (await store.AskAsync("What is there?", new { knowledge_store_id = other })).Text("session_id")!;
        using (await store.Server.Client.DeleteAsync($"knowledge-stores/{other}")) { }
        Assert.Null(await store.Server.Stores.Sessions.FindAsync(ReelsightServer.DefaultTenant, session, default));
    }

    [Fact]
    public async Task A_selection_narrows_this_question_and_those_that_follow()
    {
        var selected = await store.AskAsync("Find the dog", new { selections = new[] { new { kind = "item", id = store.Photo } } });
        Assert.Equal([store.Photo], selected.Cited());
        Assert.Equal(
            [store.Photo],
            (await store.AskAsync("How many dogs are there?", new { session_id = selected.Text("session_id") })).Cited()
        );
    }

    [Fact]
    public async Task A_message_refers_to_selections_by_their_place()
    {
        using var made = await store.Server.Client.PostAsJsonAsync(
            $"knowledge-stores/{store.Id}/item-collections",
            new { name = Guid.NewGuid().ToString() }
        );
        var collection = (await made.JsonAsync(HttpStatusCode.Created)).Id();
        using (
            await store.Server.Client.PostAsJsonAsync(
                $"knowledge-stores/{store.Id}/item-collections/{collection}/items/add",
                new { item_ids = new[] { store.Talk, store.Photo } }
            )
        ) { }
        object[] selections = [new { kind = "item", id = store.Film }, new { kind = "collection", id = collection }];

        Assert.Equal([store.Film], (await store.AskAsync("What happens in {{sel:0}}?", new { selections })).Cited());
        Assert.Equal([store.Talk], (await store.AskAsync("What is said in {{sel:1}}?", new { selections })).Cited());
        using var outside = await store.PostAsync("What is said in {{sel:2}}?", new { selections });
        Assert.Equal("parameter_invalid", await outside.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("item", "ksic_00000000-0000-7000-8000-000000000000", "parameter_invalid", 400)]
    [InlineData("collection", "ksi_00000000-0000-7000-8000-000000000000", "parameter_invalid", 400)]
    [InlineData("video", "ksi_00000000-0000-7000-8000-000000000000", "parameter_invalid", 400)]
    [InlineData("item", "ksi_00000000-0000-7000-8000-000000000000", "resource_not_exist", 404)]
    [InlineData("collection", "ksic_00000000-0000-7000-8000-000000000000", "resource_not_exist", 404)]
    public async Task A_selection_must_be_of_its_kind_and_in_the_store(string kind, string id, string code, int status)
    {
        using var answer = await store.PostAsync("Find the dog", new { selections = new[] { new { kind, id } } });
        Assert.Equal(code, await answer.ErrorAsync((HttpStatusCode)status));
    }
}
