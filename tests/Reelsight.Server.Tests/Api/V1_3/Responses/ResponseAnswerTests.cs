using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api.V1_3.Responses;

/// <summary>
/// What the agent answers: only what the evidence of the store supports, with citations, and plainly what it cannot know.
/// </summary>
public sealed class ResponseAnswerTests(SampleKnowledgeStore store) : IClassFixture<SampleKnowledgeStore>
{
    [Theory]
    [InlineData("Which videos show a dog?", "“dog” is found in one of two items.", "film")]
    [InlineData("Find the dog", "“dog” is found in two of three items.", "film photo")]
    [InlineData("Where can I see a car?", "film.mp4: From 0:07 to 0:11.", "film")]
    [InlineData("When does the car appear?", "film.mp4:", "film")]
    [InlineData("How many dogs are there?", "The picture shows two dogs.", "film photo")]
    [InlineData("Is there a bicycle?", "The picture shows a bicycle.", "photo")]
    [InlineData("What is said?", "1 “the budget is approved”", "talk")]
    [InlineData("Which video mentions the budget?", "“the budget is approved”", "talk")]
    [InlineData("What do the pictures show?", "The picture shows two dogs and a bicycle.", "photo")]
    [InlineData("Summarize the videos", "Somebody says at 0:01: “the budget is approved”", "film talk")]
    [InlineData("What happens in film.mp4?", "A car", "film")]
    [InlineData("How long are the videos?", "film.mp4: A video of 12 seconds.", "film talk")]
    [InlineData("List the items", "There are two videos and a picture.", "film photo talk")]
    [InlineData("vehicles", "The picture shows a bicycle.", "film photo")]
    public async Task A_question_is_answered_from_the_items_that_support_the_answer(string question, string sentence, string items)
    {
        var response = await store.AskAsync(question);
        Assert.Contains(sentence, response.Prose());
        Assert.Equal(items, string.Join(' ', response.Cited().Select(NameOf).Order()));
    }

    [Theory]
    [InlineData("Is there a bulldog in photo.jpg?", "Only a dog can be made out, not whether it is “bulldog”.")]
    [InlineData("How many bulldogs are in photo.jpg?", "Only a dog can be made out, not whether it is “bulldogs”.")]
    [InlineData("Is there a dog in photo.jpg?", null)]
    public async Task A_narrower_word_than_what_an_image_shows_stays_open(string question, string? sentence)
    {
        var text = (await store.AskAsync(question)).Prose();
        Assert.Contains("two dogs", text);
        Assert.True(sentence is null ? !text.Contains("made out") : text.Contains(sentence), text);
    }

    [Theory]
    [InlineData("Is there an elephant?", "elephant")]
    [InlineData(
        "Why is the dog there?",
        "This cannot be told: only everyday objects, speech and writing are recognised here, not reasons or intentions."
    )]
    [InlineData("What is the mood?", "not feelings, moods or tones")]
    [InlineData("ferrets", "not ferrets")]
    [InlineData("Which videos show a giraffe?", "recognised")]
    [InlineData("How many items are there?", "There are three items: two videos and a picture.")]
    public async Task What_is_not_known_is_said_and_nothing_is_cited_for_it(string question, string sentence)
    {
        var response = await store.AskAsync(question);
        Assert.Contains(sentence, response.Prose());
        Assert.Empty(response.Annotations());
    }

    [Fact]
    public async Task A_citation_lies_on_its_marker_and_names_the_stretch()
    {
        var response = await store.AskAsync("Find the dog");
        var text = response.Prose().EnumerateRunes().ToArray();
        Assert.NotEmpty(response.Annotations());
        foreach (var citation in response.Annotations())
        {
            var marker = string.Concat(
                text[citation.GetProperty("start_index").GetInt32()..(citation.GetProperty("end_index").GetInt32() + 1)]
                    .Select(r => r.ToString())
            );
            Assert.Matches(@"^\[\d+\]$", marker);
        }
        var film = response.Annotations().First(a => a.Text("item_id") == store.Film);
        Assert.Equal(
            ("video_citation", "film.mp4", 0.0, 5.0),
            (film.Text("type"), film.Text("title"), film.GetProperty("start_sec").GetDouble(), film.GetProperty("end_sec").GetDouble())
        );
        Assert.StartsWith("http", film.Text("hls_url"));
        Assert.StartsWith("http", film.Text("thumbnail_url"));
        var photo = response.Annotations().First(a => a.Text("item_id") == store.Photo);
        Assert.Equal("image_citation", photo.Text("type"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, photo.GetProperty("hls_url").ValueKind);
        Assert.False(photo.TryGetProperty("start_sec", out _));
    }

    [Fact]
    public async Task Things_in_several_items_are_not_added_up()
    {
        var text = (await store.AskAsync("How many dogs are there?")).Prose();
        Assert.Contains("cannot be told, so they are not added up", text);
        Assert.Contains("Nothing of the kind was recognised in talk.mp4.", text);
    }

    [Fact]
    public async Task The_same_question_gets_the_same_answer() =>
        Assert.Equal((await store.AskAsync("Summarize the videos")).Prose(), (await store.AskAsync("Summarize the videos")).Prose());

    [Fact]
    public async Task Guidance_about_length_is_followed()
    {
        var text = (await store.AskAsync("Find the dog", new { instructions = "Answer in one sentence." })).Prose();
        Assert.Equal("“dog” is found in two of three items.", text);
    }

    [Fact]
    public async Task Json_is_filled_from_the_same_evidence_and_has_every_property()
    {
        var schema = new
        {
            type = "object",
            properties = new
            {
                answer = new { type = "string" },
                items = new
                {
                    type = "array",
                    items = new
                    {
                        type = "object",
                        properties = new
                        {
                            item_id = new { type = "string" },
                            title = new { type = "string" },
                            end_sec = new { type = "number" },
                        },
                    },
                },
                dog_seen = new { type = "boolean", description = "whether a dog is seen" },
            },
        };
        var response = await store.AskAsync(
            "Which videos show a dog?",
            new
            {
                text = new
                {
                    format = new
                    {
                        type = "json_schema",
                        name = "found",
                        schema,
                    },
                },
            }
        );
        Assert.Empty(response.Annotations());
        var json = System.Text.Json.JsonDocument.Parse(response.Prose()).RootElement;
        Assert.Equal("“dog” is found in one of two items.\nfilm.mp4: From 0:00 to 0:05.", json.Text("answer"));
        Assert.True(json.GetProperty("dog_seen").GetBoolean());
        Assert.Equal($$"""[{"item_id":"{{store.Film}}","title":"film.mp4","end_sec":5}]""", json.GetProperty("items").GetRawText());
    }

    [Fact]
    public async Task A_store_without_ready_items_says_so()
    {
        var empty = (await KnowledgeStores.KnowledgeStoreSeeds.CreateStoreAsync(store.Server)).Id();
        Assert.Contains("nothing to look at", (await store.AskAsync("What happens?", new { knowledge_store_id = empty })).Prose());
    }

    private string NameOf(string id) =>
        id == store.Film ? "film"
        : id == store.Talk ? "talk"
        : "photo";
}
