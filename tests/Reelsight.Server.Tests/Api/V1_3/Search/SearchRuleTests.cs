using System.Text.Json;
using Reelsight.Core.Descriptions;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Api.V1_3.Search;

/// <summary>What each option of a search does to its answer, over videos in which words are said and written.</summary>
public sealed class SearchRuleTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private RunningServer _server = null!;
    private string _index = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync(clock: _clock);
        _index = await _server.CreateIndexAsync("films");
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Each_option_finds_what_it_is_about_and_two_find_either()
    {
        var said = await AddAsync("said.mp4", Said("an elephant", 7));
        var written = await AddAsync("written.mp4", Written("an elephant", 7));
        Assert.Equal([said], await FoundAsync(("search_options", "audio")));
        Assert.Equal([said], await FoundAsync(("search_options", "transcription")));
        Assert.Equal([written], await FoundAsync(("search_options", "visual")));
        Assert.Equal([said, written], await FoundAsync(("search_options", "visual"), ("search_options", "audio")));
    }

    [Fact]
    public async Task With_and_every_option_must_match_and_the_answer_is_a_part_of_that_with_or()
    {
        await AddAsync("said.mp4", Said("an elephant", 7));
        var both = await AddAsync("both.mp4", Said("an elephant", 7), Written("elephant", 7));
        (string, string)[] options = [("search_options", "visual"), ("search_options", "audio")];
        Assert.Equal([both], await FoundAsync([.. options, ("operator", "and")]));
        Assert.Contains(both, await FoundAsync([.. options, ("operator", "or")]));
        Assert.Equal(await FoundAsync(options), await FoundAsync([.. options, ("operator", "or")]));
    }

    [Fact]
    public async Task Transcription_is_matched_by_its_words_its_meaning_or_both()
    {
        var video = await AddAsync("said.mp4", Said("an elephant", 7));
        (string, string) option = ("search_options", "transcription");
        Assert.Equal([video], await FoundAsync(option, ("transcription_options", "lexical")));
        // A single word has no meaning that could be compared.
        Assert.Empty(await FoundAsync(option, ("transcription_options", "semantic")));
        Assert.Equal([video], await FoundAsync(option, ("transcription_options", "lexical"), ("transcription_options", "semantic")));
        Assert.Equal([video], await FoundAsync(option));
    }

    [Fact]
    public async Task The_threshold_drops_what_is_less_sure_and_ranks_close_up()
    {
        var outright = await AddAsync("outright.mp4", Said("an elephant", 7));
        var titled = await AddAsync("elephant.mp4");
        (string, string)[] options = [("search_options", "visual"), ("search_options", "audio")];
        foreach (var all in (string[])["low", "none"])
        {
            Assert.Equal([outright, titled], await FoundAsync([.. options, ("threshold", all)]));
        }

        Assert.Equal([outright, titled], await FoundAsync(options));
        foreach (var some in (string[])["medium", "high"])
        {
            var body = await SearchAsync([.. options, ("threshold", some)]);
            Assert.Equal((outright, 1), (body.Data().Single().Text("video_id"), body.Data()[0].GetProperty("rank").GetInt32()));
            Assert.Equal(1, body.GetProperty("page_info").GetProperty("total_results").GetInt32());
        }
    }

    [Fact]
    public async Task Groups_come_by_their_best_clip_or_by_their_number_of_clips()
    {
        var best = await AddAsync("best.mp4", Said("elephant", 7));
        var many = await AddAsync(
            "many.mp4",
            Said("elephant or so they said in the long story", 1),
            Said("elephant or so they said in the long story", 40)
        );
        var byScore = await SearchAsync(("search_options", "audio"), ("group_by", "video"));
        Assert.Equal([best, many], byScore.Data().Select(v => v.Text("id")));
        Assert.Equal(
            byScore.Data().Select(v => v.Text("id")),
            (await SearchAsync(("search_options", "audio"), ("group_by", "video"), ("sort_option", "score")))
                .Data()
                .Select(v => v.Text("id"))
        );
        Assert.Equal(
            [many, best],
            (await SearchAsync(("search_options", "audio"), ("group_by", "video"), ("sort_option", "clip_count")))
                .Data()
                .Select(v => v.Text("id"))
        );
    }

    [Fact]
    public async Task Grouped_by_video_a_page_holds_as_many_videos_as_asked_for_with_all_their_clips()
    {
        for (var i = 0; i < 5; i++)
        {
            await AddAsync($"film {i}.mp4", Said("an elephant", 1), Said("an elephant", 20), Said("an elephant", 40));
        }

        var page = await SearchAsync(("search_options", "audio"), ("group_by", "video"), ("page_limit", "2"));
        var seen = new List<string?>();
        for (; ; )
        {
            Assert.All(page.Data(), v => Assert.Equal(3, v.GetProperty("clips").GetArrayLength()));
            Assert.Equal(
                (5, 15),
                (
                    page.GetProperty("page_info").GetProperty("total_results").GetInt32(),
                    page.GetProperty("page_info").GetProperty("total_inner_matches").GetInt32()
                )
            );
            seen.AddRange(page.Data().Select(v => v.Text("id")));
            if (!page.GetProperty("page_info").TryGetProperty("next_page_token", out var next))
            {
                break;
            }

            Assert.Equal(2, page.Data().Length);
            page = await _server.Client.JsonAsync($"search/{next.GetString()}");
        }
        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(5, seen.Count);
    }

    [Theory]
    [InlineData("""{"duration":48}""")]
    [InlineData("""{"duration":{"gte":40}}""")]
    [InlineData("""{"width":{"gte":1000,"lte":2000}}""")]
    [InlineData("""{"height":720}""")]
    [InlineData("""{"size":{"lte":5}}""")]
    [InlineData("""{"filename":"kept.mp4"}""")]
    [InlineData("""{"title":"kept.mp4"}""")]
    [InlineData("""{"category":"x"}""")]
    [InlineData("""{"n":5,"flag":true}""")]
    [InlineData("""{"n":{"gte":4.5,"lte":5}}""")]
    [InlineData("""{"width":1280,"category":"x","flag":true,"duration":{"lte":50}}""")]
    public async Task Every_key_of_a_filter_narrows_the_pool(string filter)
    {
        await AddAsync("left out.mp4", v => v with { DurationSec = 30, Width = 640, Height = 360, SizeBytes = 90 }, Said("an elephant", 7));
        var kept = await AddAsync("kept.mp4", v => v with { Width = 1280, Height = 720, SizeBytes = 5 }, Said("an elephant", 7));
        await _server.Stores.Videos.UpdateMetadataAsync(
            ReelsightServer.DefaultTenant,
            _index,
            kept,
            null,
            _ => """{"category":"x","n":5,"flag":true}""",
            _clock.GetUtcNow(),
            default
        );
        var body = await SearchAsync(("search_options", "audio"), ("filter", filter));
        Assert.Equal([kept], body.Data().Select(h => h.Text("video_id")));
        Assert.Equal(1, body.GetProperty("search_pool").GetProperty("total_count").GetInt32());
        var nothing = await SearchAsync(("search_options", "audio"), ("filter", """{"category":"y"}"""));
        Assert.Empty(nothing.Data());
        Assert.Equal(
            (0, 0),
            (
                nothing.GetProperty("search_pool").GetProperty("total_count").GetInt32(),
                nothing.GetProperty("page_info").GetProperty("total_results").GetInt32()
            )
        );
    }

    [Fact]
    public async Task Pictures_of_hits_come_only_from_an_index_with_the_addon()
    {
        await AddAsync("plain.mp4", Said("an elephant", 7));
        Assert.False((await SearchAsync(("search_options", "audio"))).Data().Single().TryGetProperty("thumbnail_url", out _));
        _index = await _server.CreateIndexAsync("with pictures", addons: ["thumbnail"]);
        await AddAsync("pictured.mp4", Said("an elephant", 7));
        Assert.StartsWith(
            "http",
            (await SearchAsync(("search_options", "audio"))).Data().Single().Text("thumbnail_url"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Later_pages_have_user_metadata_as_the_search_said_or_as_they_are_asked()
    {
        for (var i = 0; i < 2; i++)
        {
            var id = await AddAsync($"film {i}.mp4", Said("an elephant", 7));
            await _server.Stores.Videos.UpdateMetadataAsync(
                ReelsightServer.DefaultTenant,
                _index,
                id,
                null,
                _ => """{"a":1}""",
                _clock.GetUtcNow(),
                default
            );
        }
        var with = await SearchAsync(("search_options", "audio"), ("page_limit", "1"), ("include_user_metadata", "true"));
        var token = with.GetProperty("page_info").Text("next_page_token");
        Assert.True((await _server.Client.JsonAsync($"search/{token}")).Data()[0].TryGetProperty("user_metadata", out _));
        Assert.False(
            (await _server.Client.JsonAsync($"search/{token}?include_user_metadata=false")).Data()[0].TryGetProperty("user_metadata", out _)
        );
        var without = await SearchAsync(("search_options", "audio"), ("page_limit", "1"));
        token = without.GetProperty("page_info").Text("next_page_token");
        Assert.False((await _server.Client.JsonAsync($"search/{token}")).Data()[0].TryGetProperty("user_metadata", out _));
        Assert.True(
            (await _server.Client.JsonAsync($"search/{token}?include_user_metadata=true")).Data()[0].TryGetProperty("user_metadata", out _)
        );
    }

    private static Evidence Said(string text, double start) => Line(EvidenceKind.Speech, text, start);

    private static Evidence Written(string text, double start) => Line(EvidenceKind.OnScreenText, text, start);

    private static Evidence Line(EvidenceKind kind, string text, double start) =>
        new()
        {
            Kind = kind,
            Text = text,
            StartSec = start,
            EndSec = start + 2,
            Source = "test",
        };

    private Task<string> AddAsync(string fileName, params Evidence[] evidence) => AddAsync(fileName, v => v, evidence);

    private async Task<string> AddAsync(string fileName, Func<VideoRecord, VideoRecord> change, params Evidence[] evidence)
    {
        _clock.Advance(TimeSpan.FromSeconds(1)); // ids made later sort later
        var described = Seeds.Nothing with
        {
            Evidence = evidence,
            Clips = [.. Enumerable.Range(0, 8).Select(i => new Clip(i * 6, i * 6 + 6, $"thumbnails/{i}.jpg"))],
        };
        return (await _server.ReadyVideoAsync(_index, fileName, described, v => change(v with { DurationSec = 48 }))).Id;
    }

    private async Task<string[]> FoundAsync(params (string, string)[] fields) =>
        [.. (await SearchAsync(fields)).Data().Select(h => h.Text("video_id")!)];

    private async Task<JsonElement> SearchAsync(params (string, string)[] fields)
    {
        using var form = Seeds.Form([("index_id", _index), ("query_text", "elephant"), .. fields]);
        using var answer = await _server.Client.PostAsync("search", form);
        return await answer.JsonAsync();
    }
}
