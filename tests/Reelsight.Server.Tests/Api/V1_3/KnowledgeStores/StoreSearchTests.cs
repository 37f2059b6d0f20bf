using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Api.V1_3.KnowledgeStores;

/// <summary>A store with two videos and a picture, which no test changes.</summary>
public sealed class SearchedStore : IAsyncLifetime
{
    public ManualClock Clock { get; } = new();
    public RunningServer Server { get; private set; } = null!;
    public string Id { get; private set; } = null!;
    public string Film { get; private set; } = null!;
    public string Talk { get; private set; } = null!;
    public string Photo { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await RunningServer.StartAsync(clock: Clock);
        Id = (await Server.CreateStoreAsync()).Id();
        Film = await Server.ReadyItemAsync(
            Id,
            "film.mp4",
            KnowledgeStoreSeeds.Seen(("dog", 0, 2), ("dog", 8, 11), ("car", 4, 6)),
            new { team = "red" }
        );
        Talk = await Server.ReadyItemAsync(Id, "talk.mp4", Seeds.Spoken((1, 3, "the dog barked all night")));
        Photo = await Server.ReadyItemAsync(Id, "photo.jpg", KnowledgeStoreSeeds.Picture("dog", "bicycle"));
    }

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();
}

public sealed class StoreSearchTests(SearchedStore searched) : IClassFixture<SearchedStore>
{
    private readonly ManualClock _clock = searched.Clock;
    private readonly RunningServer _server = searched.Server;
    private readonly string _store = searched.Id,
        _film = searched.Film,
        _talk = searched.Talk,
        _photo = searched.Photo;

    [Fact]
    public async Task Videos_come_with_the_stretch_that_matches_and_pictures_as_a_whole()
    {
        var answer = await SearchAsync(new { query = new { text = "dog" } });
        var hits = answer.Data();
        Assert.Equal(Enumerable.Range(1, hits.Length), hits.Select(h => h.GetProperty("rank").GetInt32()));
        Assert.Equal(
            new[] { (_film, "video"), (_film, "video"), (_photo, "image") }.Order(),
            hits.Select(h => (h.Text("item_id")!, h.Text("asset_type")!)).Order()
        );
        foreach (var hit in hits.Where(h => h.Text("asset_type") == "video"))
        {
            var match = Assert.Single(hit.GetProperty("matches").EnumerateArray());
            Assert.True(match.GetProperty("end_sec").GetDouble() > match.GetProperty("start_sec").GetDouble());
            Assert.Equal("""["visual"]""", match.GetProperty("modalities").GetRawText());
        }
        Assert.False(hits.Single(h => h.Text("item_id") == _photo).TryGetProperty("matches", out _));
        Assert.Equal("""{"video":{"modalities":["visual"]}}""", answer.GetProperty("effective_search_options").GetRawText());
        Assert.False(answer.TryGetProperty("next_page_token", out _));
    }

    [Fact]
    public async Task What_is_said_is_found_when_it_is_asked_for()
    {
        var answer = await SearchAsync(
            new { query = new { text = "dog barked" }, search_options = new { video = new { modalities = new[] { "audio" } } } }
        );
        var match = answer.Data().Single(h => h.Text("item_id") == _talk).GetProperty("matches")[0];
        Assert.Equal("""["audio"]""", match.GetProperty("modalities").GetRawText());
        Assert.Equal("the dog barked all night", match.Text("transcription"));
        Assert.Equal("""{"video":{"modalities":["audio"]}}""", answer.GetProperty("effective_search_options").GetRawText());
    }

    [Fact]
    public async Task A_picture_is_matched_by_what_it_shows_whatever_videos_are_matched_by()
    {
        var answer = await SearchAsync(
            new { query = new { text = "bicycle" }, search_options = new { video = new { modalities = new[] { "audio" } } } }
        );
        Assert.Equal([_photo], answer.Data().Select(h => h.Text("item_id")!));
    }

    [Fact]
    public async Task Grouping_by_item_gathers_the_matches_of_a_video_best_first()
    {
        var hits = (await SearchAsync(new { query = new { text = "dog" }, group_by = "item" })).Data();
        Assert.Equal(2, hits.Length);
        Assert.Equal(2, hits.Single(h => h.Text("item_id") == _film).GetProperty("matches").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"asset_type":{"eq":"image"}}""", "photo")]
    [InlineData("""{"asset_type":{"in":["video"]}}""", "film")]
    [InlineData("""{"asset_type":{"in":["video","image"]}}""", "film photo")]
    [InlineData("""{"item_id":{"eq":"PHOTO"}}""", "photo")]
    [InlineData("""{"item_id":{"in":["FILM","TALK"]}}""", "film")]
    [InlineData("""{"item_id":{"eq":"FILM"},"asset_type":{"eq":"image"}}""", "")]
    [InlineData("{}", "film photo")]
    public async Task A_filter_says_where_to_look(string filter, string found)
    {
        var body = JsonSerializer.Deserialize<JsonElement>(filter.Replace("PHOTO", _photo).Replace("FILM", _film).Replace("TALK", _talk));
        var answer = await SearchAsync(
            new
            {
                query = new { text = "dog" },
                filter = body,
                group_by = "item",
            }
        );
        var names = answer
            .Data()
            .Select(h =>
                h.Text("item_id") == _film ? "film"
                : h.Text("item_id") == _photo ? "photo"
                : "talk"
            )
            .Order();
        Assert.Equal(found, string.Join(' ', names));
    }

    [Fact]
    public async Task Without_videos_no_options_of_videos_are_in_effect()
    {
        var answer = await SearchAsync(new { query = new { text = "dog" }, filter = new { asset_type = new { eq = "image" } } });
        Assert.Equal("{}", answer.GetProperty("effective_search_options").GetRawText());
    }

    [Fact]
    public async Task Metadata_comes_when_it_is_asked_for()
    {
        var hits = (
            await SearchAsync(
                new
                {
                    query = new { text = "dog" },
                    include_metadata = true,
                    group_by = "item",
                }
            )
        ).Data();
        var film = hits.Single(h => h.Text("item_id") == _film).GetProperty("metadata");
        Assert.Equal("""{"team":"red"}""", film.GetProperty("user").GetRawText());
        Assert.Equal(12, film.GetProperty("system").GetProperty("duration").GetDouble());
        var photo = hits.Single(h => h.Text("item_id") == _photo).GetProperty("metadata");
        Assert.Equal("{}", photo.GetProperty("user").GetRawText());
        Assert.False(photo.GetProperty("system").TryGetProperty("duration", out _));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repeat()
    {
        var whole = (await SearchAsync(new { query = new { text = "dog" } })).Data().Select(h => h.GetRawText());
        var paged = new List<string>();
        var answer = await SearchAsync(new { query = new { text = "dog" }, page_size = 1 });
        for (; ; )
        {
            paged.AddRange(answer.Data().Select(h => h.GetRawText()));
            if (!answer.TryGetProperty("next_page_token", out var token))
            {
                break;
            }
            // Whatever else stands in the body of a later page does not count, however wrong it is.
            answer = await SearchAsync(new { page_token = token.GetString(), page_size = 999 });
        }
        Assert.Equal(whole, paged);
    }

    [Fact]
    public async Task A_token_that_is_too_old_is_410_and_junk_or_another_stores_is_400()
    {
        var token = (await SearchAsync(new { query = new { text = "dog" }, page_size = 1 })).Text("next_page_token");
        var other = (await _server.CreateStoreAsync()).Id();
        Assert.Equal("parameter_invalid", await ErrorAsync(new { page_token = token }, HttpStatusCode.BadRequest, other));
        Assert.Equal("parameter_invalid", await ErrorAsync(new { page_token = "junk" }, HttpStatusCode.BadRequest));
        Assert.Equal("parameter_invalid", await ErrorAsync(new { page_token = "" }, HttpStatusCode.BadRequest));
        _clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal("search_page_token_expired", await ErrorAsync(new { page_token = token }, HttpStatusCode.Gone));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"query":{"text":" "}}""")]
    [InlineData("""{"query":{"text":"dog"},"page_size":51}""")]
    [InlineData("""{"query":{"text":"dog"},"page_size":0}""")]
    [InlineData("""{"query":{"text":"dog"},"group_by":"video"}""")]
    [InlineData("""{"query":{"text":"dog"},"filter":{"asset_type":{"eq":"sound"}}}""")]
    [InlineData("""{"query":{"text":"dog"},"filter":{"asset_type":{"eq":"video","in":["video"]}}}""")]
    [InlineData("""{"query":{"text":"dog"},"filter":{"asset_type":{}}}""")]
    [InlineData("""{"query":{"text":"dog"},"filter":{"asset_type":"video"}}""")]
    [InlineData("""{"query":{"text":"dog"},"filter":{"item_id":{"ne":"x"}}}""")]
    [InlineData("""{"query":{"text":"dog"},"filter":{"item_id":{"eq":"junk"}}}""")]
    [InlineData("""{"query":{"text":"dog"},"filter":{"colour":{"eq":"red"}}}""")]
    [InlineData("""{"query":{"text":"dog"},"search_options":{"video":{}}}""")]
    [InlineData("""{"query":{"text":"dog"},"search_options":{"video":{"modalities":[]}}}""")]
    [InlineData("""{"query":{"text":"dog"},"search_options":{"video":{"modalities":["smell"]}}}""")]
    [InlineData("""{"query":{"text":"dog"},"search_options":{"video":{"modalities":["visual"]}},"filter":{"asset_type":{"eq":"image"}}}""")]
    public async Task A_body_that_breaks_a_rule_is_refused(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _server.Client.PostAsync($"knowledge-stores/{_store}/search", content);
        Assert.StartsWith("parameter_", await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    private async Task<JsonElement> SearchAsync(object body)
    {
        using var answer = await _server.Client.PostAsJsonAsync($"knowledge-stores/{_store}/search", body);
        return await answer.JsonAsync();
    }

    private async Task<string> ErrorAsync(object body, HttpStatusCode status, string? store = null)
    {
        using var answer = await _server.Client.PostAsJsonAsync($"knowledge-stores/{store ?? _store}/search", body);
        return await answer.ErrorAsync(status);
    }
}
