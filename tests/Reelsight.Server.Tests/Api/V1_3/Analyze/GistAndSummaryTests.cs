using System.Net;
using System.Text.Json;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api.V1_3.Analyze;

public sealed class GistAndSummaryTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly RunningServer _server = shared.Server;

    [Fact]
    public async Task A_gist_holds_what_was_asked_for_and_nothing_else()
    {
        var video = await _server.CarVideoAsync("gist");
        using var all = await _server.Client.PostObjectAsync(
            "gist",
            new { video_id = video, types = new[] { "title", "topic", "hashtag" } }
        );
        var body = await all.JsonAsync();
        Assert.Equal("A white car moving", body.Text("title"));
        Assert.Contains("cars", body.GetProperty("topics").EnumerateArray().Select(t => t.GetString()));
        Assert.Contains("#cars", body.GetProperty("hashtags").EnumerateArray().Select(t => t.GetString()));
        Assert.True(body.GetProperty("usage").GetProperty("output_tokens").GetInt32() > 0);

        using var title = await _server.Client.PostObjectAsync("gist", new { video_id = video, types = new[] { "title" } });
        var only = await title.JsonAsync();
        Assert.False(only.TryGetProperty("topics", out _) || only.TryGetProperty("hashtags", out _));
    }

    [Fact]
    public async Task Summary_chapters_and_highlights_carry_their_tag_and_their_times()
    {
        var video = await _server.CarVideoAsync("summaries");
        async Task<JsonElement> Ask(object body)
        {
            using var answer = await _server.Client.PostObjectAsync("summarize", body);
            return await answer.JsonAsync();
        }

        var summary = await Ask(
            new
            {
                video_id = video,
                type = "summary",
                prompt = "Summarize in one sentence",
                temperature = 0.2,
            }
        );
        Assert.Equal(
            ("summary", "A white car comes in from the left at 0:02, moves to the right and goes out on the right at 0:05."),
            (summary.Text("summarize_type"), summary.Text("summary"))
        );

        var chapters = await Ask(new { video_id = video, type = "chapter" });
        Assert.Equal("chapter", chapters.Text("summarize_type"));
        var rows = chapters.GetProperty("chapters").EnumerateArray().ToArray();
        Assert.Equal(Enumerable.Range(1, rows.Length), rows.Select(c => c.GetProperty("chapter_number").GetInt32()));
        Assert.Equal((0, 12), (rows[0].GetProperty("start").GetDouble(), rows[^1].GetProperty("end_sec").GetDouble()));

        var highlight = (await Ask(new { video_id = video, type = "highlight" })).GetProperty("highlights")[0];
        Assert.Equal((2, 5), (highlight.GetProperty("start_sec").GetDouble(), highlight.GetProperty("end").GetDouble()));
    }

    [Theory]
    [InlineData("gist", """{"video_id":"VIDEO"}""", "parameter_not_provided")]
    [InlineData("gist", """{"video_id":"VIDEO","types":["titel"]}""", "parameter_invalid")]
    [InlineData("gist", """{"types":["title"]}""", "parameter_not_provided")]
    [InlineData("summarize", """{"video_id":"VIDEO"}""", "parameter_not_provided")]
    [InlineData("summarize", """{"video_id":"VIDEO","type":"poem"}""", "parameter_invalid")]
    [InlineData("summarize", """{"video_id":"VIDEO","type":"summary","temperature":-1}""", "parameter_invalid")]
    public async Task A_gist_or_summary_outside_of_the_rules_is_400(string path, string request, string code)
    {
        var video = await _server.CarVideoAsync($"refused {path} {request.GetHashCode(StringComparison.Ordinal)}");
        using var answer = await _server.Client.PostAsync(path, request.Replace("VIDEO", video, StringComparison.Ordinal));
        Assert.Equal(code, await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }
}
