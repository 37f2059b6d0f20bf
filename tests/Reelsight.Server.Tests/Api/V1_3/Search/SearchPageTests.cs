using System.Net;
using System.Text.Json;
using Reelsight.Core.Descriptions;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.TestSupport;

namespace Reelsight.Server.Tests.Api.V1_3.Search;

/// <summary>What a search answers and how it is cut into pages, over videos in which words are said.</summary>
public sealed class SearchPageTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private RunningServer _server = null!;
    private string _index = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync(clock: _clock);
        _index = await _server.CreateIndexAsync("films", addons: ["thumbnail"]);
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_hit_tells_where_how_sure_and_why()
    {
        var video = await SayAsync("film.mp4", (7, 9, "look at the elephant"));
        var body = await SearchAsync("elephant");
        Assert.Equal(1, body.GetProperty("search_pool").GetProperty("total_count").GetInt32());
        Assert.Equal(48, body.GetProperty("search_pool").GetProperty("total_duration").GetDouble());
        Assert.Equal(_index, body.GetProperty("search_pool").Text("index_id"));
        Assert.Equal(1, body.GetProperty("page_info").GetProperty("total_results").GetInt32());
        Assert.Equal(JsonValueKind.Array, body.GetProperty("query_reading").GetProperty("understood").ValueKind);

        var hit = body.Data().Single();
        Assert.Equal(video, hit.Text("video_id"));
        Assert.True(hit.GetProperty("start").GetDouble() <= 7 && hit.GetProperty("end").GetDouble() >= 9);
        Assert.Equal(1, hit.GetProperty("rank").GetInt32());
        Assert.InRange(hit.GetProperty("score").GetDouble(), 0.01, 100);
        Assert.Contains(hit.Text("confidence"), new[] { "high", "medium", "low" });
        Assert.Contains("elephant", hit.Text("transcription"), StringComparison.Ordinal);
        Assert.Equal("speech", hit.GetProperty("reasons")[0].Text("kind"));
        Assert.Contains("elephant", hit.GetProperty("reasons")[0].Text("found"), StringComparison.Ordinal);
        Assert.False(hit.TryGetProperty("user_metadata", out _));
    }

    [Fact]
    public async Task Pages_are_full_disjoint_and_ranked_on_until_a_last_one_without_a_next_token()
    {
        for (var i = 0; i < 7; i++)
        {
            await SayAsync($"film {i}.mp4", (7, 9, "an elephant"));
        }

        var seen = new List<string?>();
        var body = await SearchAsync("elephant", ("page_limit", "3"));
        for (var page = 1; ; page++)
        {
            Assert.Equal(Enumerable.Range(seen.Count + 1, body.Data().Length), body.Data().Select(h => h.GetProperty("rank").GetInt32()));
            seen.AddRange(body.Data().Select(h => h.Text("video_id")));
            Assert.Equal(page > 1, body.GetProperty("page_info").TryGetProperty("prev_page_token", out _));
            Assert.Equal(7, body.GetProperty("page_info").GetProperty("total_results").GetInt32());
            if (!body.GetProperty("page_info").TryGetProperty("next_page_token", out var next))
            {
                break;
            }

            Assert.Equal(3, body.Data().Length);
            body = await _server.Client.JsonAsync($"search/{next.GetString()}");
        }
        Assert.Equal(7, seen.Count);
        Assert.Equal(7, seen.Distinct().Count());
    }

    [Fact]
    public async Task The_previous_token_leads_back_and_pages_stay_the_same_when_videos_come()
    {
        for (var i = 0; i < 3; i++)
        {
            await SayAsync($"film {i}.mp4", (7, 9, "an elephant"));
        }

        var first = await SearchAsync("elephant", ("page_limit", "2"));
        await SayAsync("later.mp4", (7, 9, "an elephant"));
        var second = await _server.Client.JsonAsync($"search/{first.GetProperty("page_info").Text("next_page_token")}");
        Assert.Single(second.Data());
        var back = await _server.Client.JsonAsync($"search/{second.GetProperty("page_info").Text("prev_page_token")}");
        Assert.Equal(first.GetProperty("data").GetRawText(), back.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task A_token_is_good_for_a_day_and_for_its_owner_only()
    {
        for (var i = 0; i < 2; i++)
        {
            await SayAsync($"film {i}.mp4", (7, 9, "an elephant"));
        }

        var next = (await SearchAsync("elephant", ("page_limit", "1"))).GetProperty("page_info").Text("next_page_token");
        Assert.Equal("search_page_token_expired", await _server.Other.ErrorAsync($"search/{next}", HttpStatusCode.BadRequest));
        _clock.Advance(TimeSpan.FromHours(23));
        await _server.Client.JsonAsync($"search/{next}");
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal("search_page_token_expired", await _server.Client.ErrorAsync($"search/{next}", HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Grouped_by_video_a_row_is_a_video_with_its_clips_in_order_of_rank()
    {
        var once = await SayAsync("once.mp4", (7, 9, "an elephant"));
        var twice = await SayAsync("twice.mp4", (1, 3, "an elephant"), (40, 42, "an elephant"));
        var body = await SearchAsync("elephant", ("group_by", "video"), ("sort_option", "clip_count"));
        Assert.Equal([twice, once], body.Data().Select(v => v.Text("id")));
        Assert.Equal(2, body.GetProperty("page_info").GetProperty("total_results").GetInt32());
        Assert.Equal(3, body.GetProperty("page_info").GetProperty("total_inner_matches").GetInt32());
        var clips = body.Data()[0].GetProperty("clips").EnumerateArray().ToArray();
        Assert.Equal(2, clips.Length);
        Assert.True(clips[0].GetProperty("rank").GetInt32() < clips[1].GetProperty("rank").GetInt32());
        Assert.All(clips, c => Assert.Equal(twice, c.Text("video_id")));
        Assert.Equal(clips[0].GetProperty("rank").GetInt32(), body.Data()[0].GetProperty("rank").GetInt32());
    }

    [Fact]
    public async Task User_metadata_comes_when_asked_for_and_as_it_is_now()
    {
        var id = await SayAsync("film.mp4", (7, 9, "an elephant"));
        await _server.Stores.Videos.UpdateMetadataAsync(
            ReelsightServer.DefaultTenant,
            _index,
            id,
            null,
            _ => """{"a":1}""",
            _clock.GetUtcNow(),
            default
        );
        var hit = (await SearchAsync("elephant", ("include_user_metadata", "true"))).Data().Single();
        Assert.Equal("""{"a":1}""", hit.GetProperty("user_metadata").GetRawText());
    }

    [Fact]
    public async Task A_filter_narrows_the_pool_before_ranking()
    {
        var kept = await SayAsync("kept.mp4", (7, 9, "an elephant"));
        await SayAsync("left out.mp4", (7, 9, "an elephant"));
        var body = await SearchAsync(
            "elephant",
            ("filter", $$$"""{"id":["{{{kept}}}","0123456789abcdef01234567"],"filename":"kept.mp4","duration":{"lte":48}}""")
        );
        Assert.Equal(kept, body.Data().Single().Text("video_id"));
        Assert.Equal(1, body.GetProperty("search_pool").GetProperty("total_count").GetInt32());
    }

    private async Task<string> SayAsync(string fileName, params (double, double, string)[] phrases)
    {
        var described = Seeds.Spoken(phrases) with
        {
            Clips = [.. Enumerable.Range(0, 8).Select(i => new Clip(i * 6, i * 6 + 6, $"thumbnails/{i}.jpg"))],
        };
        return (await _server.ReadyVideoAsync(_index, fileName, described, v => v with { DurationSec = 48 })).Id;
    }

    private async Task<JsonElement> SearchAsync(string text, params (string, string)[] fields)
    {
        using var form = Seeds.Form([("index_id", _index), ("query_text", text), ("search_options", "audio"), .. fields]);
        using var answer = await _server.Client.PostAsync("search", form);
        return await answer.JsonAsync();
    }
}
