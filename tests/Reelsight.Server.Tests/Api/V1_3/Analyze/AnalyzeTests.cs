using System.Net;
using Reelsight.Server.Tests.Fixtures;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Tests.Api.V1_3.Analyze;

public sealed class AnalyzeTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly RunningServer _server = shared.Server;

    [Fact]
    public async Task A_prompt_is_answered_with_what_the_evidence_holds_and_the_facts_stand_beside_it()
    {
        var video = await _server.CarVideoAsync("answered");
        using var answer = await _server.Client.PostObjectAsync(
            "analyze",
            new
            {
                video_id = video,
                prompt = "When does a car come in?",
                stream = false,
                temperature = 0,
            }
        );
        var body = await answer.JsonAsync();
        Assert.Equal("From 0:02 to 0:04.", body.Text("data"));
        Assert.Equal("stop", body.Text("finish_reason"));
        Assert.True(body.GetProperty("usage").GetProperty("output_tokens").GetInt32() > 0);
        var fact = body.GetProperty("evidence")[0].GetProperty("facts")[0];
        Assert.Equal("a white car", fact.Text("text"));
        Assert.Equal(0.8, fact.GetProperty("confidence").GetDouble());
    }

    [Theory]
    [InlineData("analyze")]
    [InlineData("generate")]
    public async Task A_stream_is_the_default_its_lines_end_and_its_pieces_are_the_whole_answer(string path)
    {
        var video = await _server.CarVideoAsync($"streamed by {path}");
        var request = new { video_id = video, prompt = "Summarize the video." };
        using var streamed = await _server.Client.PostObjectAsync(path, request);
        Assert.Equal("application/x-ndjson", streamed.Content.Headers.ContentType?.MediaType);
        var lines = AnalyzedFootage.Lines(await streamed.Content.ReadAsStringAsync());
        Assert.Equal(("stream_start", "stream_end"), (lines[0].Text("event_type"), lines[^1].Text("event_type")));
        Assert.Equal("stop", lines[^1].Text("finish_reason"));
        Assert.True(lines[^1].GetProperty("metadata").GetProperty("usage").GetProperty("output_tokens").GetInt32() > 0);

        using var whole = await _server.Client.PostObjectAsync(
            path,
            new
            {
                request.video_id,
                request.prompt,
                stream = false,
            }
        );
        Assert.Equal((await whole.JsonAsync()).Text("data"), string.Concat(lines[1..^1].Select(l => l.Text("text"))));
    }

    [Fact]
    public async Task A_schema_is_answered_with_json_text_that_fits_it()
    {
        var video = await _server.CarVideoAsync("structured");
        using var answer = await _server.Client.PostAsync(
            "analyze",
            $$$$"""
            {"video_id":"{{{{video}}}}","prompt":"Label it","stream":false,"response_format":{"type":"json_schema",
             "json_schema":{"type":"object","required":["has_car","cars"],
             "properties":{"has_car":{"type":"boolean"},"cars":{"type":"array","items":{"type":"object","required":["start_time",
              "end_time"],
              "properties":{"start_time":{"type":"number"},"end_time":{"type":"number"},"color":{"type":"string","enum":["red",
               "white"]}}} }}} }}
            """
        );
        Assert.Equal(
            """{"has_car":true,"cars":[{"start_time":2,"end_time":5,"color":"white"}]}""",
            (await answer.JsonAsync()).Text("data")
        );
    }

    [Fact]
    public async Task An_answer_that_is_longer_than_max_tokens_ends_by_length_and_says_so()
    {
        var video = await _server.CarVideoAsync("cut");
        using var answer = await _server.Client.PostObjectAsync(
            "analyze",
            new
            {
                video_id = video,
                prompt = "Summarize",
                max_tokens = 3,
                stream = false,
            }
        );
        var body = await answer.JsonAsync();
        Assert.Equal(("A white car", "length"), (body.Text("data"), body.Text("finish_reason")));
        Assert.Equal(3, body.GetProperty("usage").GetProperty("output_tokens").GetInt32());
        Assert.NotEmpty(body.GetProperty("error").Text("message")!);
    }

    [Theory]
    [InlineData("""{"prompt":"x"}""", "parameter_invalid")]
    [InlineData("""{"video_id":"VIDEO","video":{"type":"url","url":"https://example.com/a.mp4"},"prompt":"x"}""", "parameter_invalid")]
    [InlineData("""{"video_id":"VIDEO"}""", "parameter_not_provided")]
    [InlineData("""{"video_id":"VIDEO","prompt":"  "}""", "parameter_not_provided")]
    [InlineData("""{"video_id":"VIDEO","prompt":"x","model_name":"pegasus1.5"}""", "parameter_invalid")]
    [InlineData("""{"video_id":"VIDEO","prompt":"x","model_name":"gpt"}""", "parameter_invalid")]
    [InlineData("""{"video_id":"VIDEO","prompt":"x","temperature":1.5}""", "parameter_invalid")]
    [InlineData("""{"video_id":"VIDEO","prompt":"x","max_tokens":0}""", "parameter_invalid")]
    [InlineData("""{"video_id":"VIDEO","prompt":"x","max_tokens":4097}""", "parameter_invalid")]
    [InlineData("""{"video_id":"VIDEO","prompt":"x","start_time":1}""", "parameter_invalid")]
    [InlineData("""{"video_id":"VIDEO","prompt_v2":{"input_text":"x"}}""", "parameter_invalid")]
    [InlineData("""{"video_id":"VIDEO","prompt":"x","response_format":{"type":"text"}}""", "parameter_invalid")]
    [InlineData("""{"video_id":"VIDEO","prompt":"x","response_format":{"type":"json_schema"}}""", "parameter_not_provided")]
    [InlineData(
        """{"video_id":"VIDEO","prompt":"x","response_format":{"type":"segment_definitions","segment_definitions":[]}}""",
        "parameter_invalid"
    )]
    [InlineData("""{"video_id":"VIDEO","prompt":"x","analysis_mode":"time_based_metadata"}""", "parameter_invalid")]
    [InlineData(
        """{"video":{"type":"url","url":"https://example.com/a.mp4"},"model_name":"pegasus1.5","prompt":"x","max_tokens":511}""",
        "parameter_invalid"
    )]
    [InlineData(
        """{"video":{"type":"url","url":"https://example.com/a.mp4"},"model_name":"pegasus1.5","prompt":"x","start_time":3,"end_time":6}""",
        "parameter_invalid"
    )]
    [InlineData(
        """
            {"video":{"type":"url","url":"https://example.com/a.mp4"},"model_name":"pegasus1.5","prompt":"x","prompt_v2":{"input_text":"x"}}
            """,
        "parameter_invalid"
    )]
    [InlineData(
        """
            {"video":{"type":"url","url":"https://example.com/a.mp4"},"model_name":"pegasus1.5","prompt_v2":{"input_text":"find <@logo>"}}
            """,
        "parameter_invalid"
    )]
    [InlineData("""{"video":{"type":"asset_id","url":"https://example.com/a.mp4"},"prompt":"x"}""", "parameter_invalid")]
    [InlineData("""{"video":{"type":"base64_string","base64_string":"no base64!"},"prompt":"x"}""", "parameter_invalid")]
    public async Task A_request_outside_of_the_rules_is_400_before_anything_is_streamed(string request, string code)
    {
        var video = await _server.CarVideoAsync($"refused {request.GetHashCode(StringComparison.Ordinal)}");
        using var answer = await _server.Client.PostAsync("analyze", request.Replace("VIDEO", video, StringComparison.Ordinal));
        Assert.Equal(code, await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_keyword_outside_of_the_schema_subset_is_422()
    {
        var video = await _server.CarVideoAsync("unsupported");
        using var answer = await _server.Client.PostAsync(
            "analyze",
            $$$$"""
            {"video_id":"{{{{video}}}}","prompt":"x","response_format":{"type":"json_schema","json_schema":{"type":"string",
             "maxLength":3}}}
            """
        );
        Assert.Equal("parameter_invalid", await answer.ErrorAsync(HttpStatusCode.UnprocessableEntity));
    }

    [Fact]
    public async Task A_prompt_of_more_than_2000_tokens_is_refused_with_its_code()
    {
        var video = await _server.CarVideoAsync("long");
        using var answer = await _server.Client.PostObjectAsync(
            "analyze",
            new { video_id = video, prompt = string.Concat(Enumerable.Repeat("word ", 2001)) }
        );
        Assert.Equal("token_limit_exceeded", await answer.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Videos_that_are_unknown_foreign_unfinished_or_not_for_the_analyst_have_their_own_errors()
    {
        var video = await _server.CarVideoAsync("owned");
        using (var unknown = await _server.Client.PostObjectAsync("analyze", new { video_id = "0123456789abcdef01234567", prompt = "x" }))
        {
            Assert.Equal("resource_not_exist", await unknown.ErrorAsync(HttpStatusCode.NotFound));
        }

        using (var foreign = await _server.Other.PostObjectAsync("analyze", new { video_id = video, prompt = "x" }))
        {
            Assert.Equal("resource_not_exist", await foreign.ErrorAsync(HttpStatusCode.NotFound));
        }

        using (var malformed = await _server.Client.PostObjectAsync("analyze", new { video_id = "abc", prompt = "x" }))
        {
            Assert.Equal("parameter_invalid", await malformed.ErrorAsync(HttpStatusCode.BadRequest));
        }

        var searchOnly = await _server.ReadyVideoAsync(await _server.CreateIndexAsync("search only"), "search.mp4", AnalyzedFootage.Car);
        using (var other = await _server.Client.PostObjectAsync("analyze", new { video_id = searchOnly.Id, prompt = "x" }))
        {
            Assert.Equal("index_not_supported_for_generate", await other.ErrorAsync(HttpStatusCode.BadRequest));
        }

        var task = await _server.UploadAsync(await _server.CreateIndexAsync("not yet", model: "pegasus1.2"), "bytes");
        using var early = await _server.Client.PostObjectAsync("analyze", new { video_id = task.Text("video_id"), prompt = "x" });
        Assert.Equal("video_not_ready", await early.ErrorAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task The_facts_about_a_video_can_be_read_by_kind_and_stretch()
    {
        var video = await _server.CarVideoAsync("facts");
        async Task<string[]> Kinds(string query) =>
            [
                .. (await _server.Client.JsonAsync($"/reelsight/v1/videos/{video}/evidence{query}"))
                    .GetProperty("facts")
                    .EnumerateArray()
                    .Select(f => f.Text("kind")!),
            ];
        Assert.Equal(["visible", "enters", "moves", "count", "leaves", "speech", "speaks"], await Kinds(""));
        Assert.Equal(["enters", "leaves"], await Kinds("?kind=enters&kind=leaves"));
        Assert.Equal(["speech", "speaks"], await Kinds("?start_sec=5&end_sec=9"));
        Assert.Equal(
            "resource_not_exist",
            await _server.Other.ErrorAsync($"/reelsight/v1/videos/{video}/evidence", HttpStatusCode.NotFound)
        );
        Assert.Equal(
            "parameter_invalid",
            await _server.Client.ErrorAsync($"/reelsight/v1/videos/{video}/evidence?kind=mood", HttpStatusCode.BadRequest)
        );
    }

    [Fact]
    public async Task Evidence_tells_where_things_were_seen_when_asked_and_how_loud_each_second_is()
    {
        var index = await _server.CreateIndexAsync("sightings", model: "pegasus1.2");
        var video = (await _server.ReadyVideoAsync(index, "loud.mp4", AnalyzedFootage.Car with { LoudnessDb = [-60, -20.25f] })).Id;
        var plain = await _server.Client.JsonAsync($"/reelsight/v1/videos/{video}/evidence?kind=visible");
        Assert.Equal([-60, -20.2], plain.GetProperty("loudness_db").EnumerateArray().Select(db => db.GetDouble()));
        Assert.False(plain.GetProperty("facts")[0].TryGetProperty("sightings", out _));
        var sightings = (await _server.Client.JsonAsync($"/reelsight/v1/videos/{video}/evidence?kind=visible&sightings=true"))
            .GetProperty("facts")[0]
            .GetProperty("sightings");
        Assert.Equal([2, 2.5, 3, 3.5, 4, 4.5], sightings.EnumerateArray().Select(s => s.GetProperty("sec").GetDouble()));
        Assert.Equal(0.16, sightings[1].GetProperty("x").GetDouble());
    }

    [Fact]
    public async Task An_asset_must_be_there_and_ready()
    {
        using (
            var unknown = await _server.Client.PostObjectAsync(
                "analyze",
                new { video = new { type = "asset_id", asset_id = "0123456789abcdef01234567" }, prompt = "x" }
            )
        )
        {
            Assert.Equal("resource_not_exist", await unknown.ErrorAsync(HttpStatusCode.NotFound));
        }

        var asset = await _server.AssetAsync(AssetStatus.Processing);
        using var early = await _server.Client.PostObjectAsync(
            "analyze",
            new { video = new { type = "asset_id", asset_id = asset }, prompt = "x" }
        );
        Assert.Equal("asset_unavailable", await early.ErrorAsync(HttpStatusCode.BadRequest));
    }
}
