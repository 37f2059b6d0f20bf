using System.Net;
using System.Text;
using System.Text.Json;
using Reelsight.Server.Tests.Fixtures;
using static Reelsight.Server.Tests.Api.V1_3.Embed.EmbeddingSamples;

namespace Reelsight.Server.Tests.Api.V1_3.Embed;

/// <summary>POST /embed-v2: every input type, and what breaks a rule.</summary>
public sealed class CreateEmbeddingV2Tests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Model = """
        "model_name":"marengo3.0"
        """;
    private const string NoSource = """
        "media_source":{"asset_id":"0123456789abcdef01234567"}
        """;
    private readonly RunningServer _server = shared.Server;

    [Fact]
    public async Task A_text_is_one_vector_with_every_key_and_without_metadata()
    {
        var body = await PostAsync($$"""{"input_type":"text",{{Model}},"text":{"input_text":"a dog"} }""");
        var data = Assert.Single(body.Data());
        data.Vector("embedding");
        foreach (var key in new[] { "embedding_option", "embedding_scope", "start_sec", "end_sec" })
        {
            Assert.Equal(JsonValueKind.Null, data.GetProperty(key).ValueKind);
        }

        Assert.False(body.TryGetProperty("metadata", out _));
    }

    [Fact]
    public async Task A_picture_with_a_text_lies_between_the_two()
    {
        var picture = Source(Picture);
        var image = await VectorAsync($$"""{"input_type":"image",{{Model}},"image":{{{picture}}} }""", "image");
        var text = await VectorAsync($$"""{"input_type":"text",{{Model}},"text":{"input_text":"a train at night"} }""", null);
        var both = await VectorAsync(
            $$"""{"input_type":"text_image",{{Model}},"text_image":{{{picture}},"input_text":"a train at night"} }""",
            "text_image"
        );
        Assert.True(CosineSimilarity(both, image) > CosineSimilarity(image, text));
        Assert.Equal(CosineSimilarity(both, image), CosineSimilarity(both, text), 3);
    }

    [Fact]
    public async Task Several_pictures_and_a_text_that_names_them_are_one_vector()
    {
        var source = $$"""{"media_type":"image","name":"logo","base64_string":"{{Base64(Picture)}}"}""";
        var image = await VectorAsync($$"""{"input_type":"image",{{Model}},"image":{{{Source(Picture)}}} }""", "image");
        var twice = await VectorAsync(
            $$"""
            {"input_type":"multi_input",{{Model}},"multi_input":{"media_sources":[{{source}},{{source.Replace("logo", "other")}}],
             "input_text":"<@logo> <@other>"} }
            """,
            "multi_input"
        );
        Assert.Equal(1, CosineSimilarity(image, twice), 3);
        var error = await ErrorAsync(
            $$"""{"input_type":"multi_input",{{Model}},"multi_input":{"media_sources":[{{source}}],"input_text":"like <@nobody>"} }"""
        );
        Assert.Contains("<@nobody>", error.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_video_has_vectors_of_what_was_asked_for_and_metadata_that_says_so()
    {
        var body = await PostAsync(
            $$"""
            {"input_type":"video",{{Model}},"video":{{{Source(
                Film
            )}},"start_sec":1,"end_sec":7,"embedding_option":["visual","transcription"],
             "embedding_scope":["clip","asset"],"embedding_type":["separate_embedding","fused_embedding"],
              "segmentation":{"strategy":"fixed","fixed":{"duration_sec":3} } } }
            """
        );
        var seen = body.Data().Where(d => d.Text("embedding_option") == "visual").ToList();
        Assert.Equal(
            [(1, 4, "clip"), (4, 7, "clip"), (1, 7, "asset")],
            seen.Select(d => (d.GetProperty("start_sec").GetInt32(), d.GetProperty("end_sec").GetInt32(), d.Text("embedding_scope")!))
        );
        Assert.Contains(body.Data(), d => d.Text("embedding_option") == "fused");
        Assert.DoesNotContain(body.Data(), d => d.Text("embedding_option") == "audio");
        Assert.All(body.Data(), d => d.Vector("embedding"));
        var metadata = body.GetProperty("metadata");
        Assert.Equal("video", metadata.Text("input_type"));
        Assert.Equal(["visual", "transcription"], metadata.GetProperty("embedding_options").EnumerateArray().Select(o => o.GetString()));
        Assert.Equal(["clip", "asset"], metadata.GetProperty("embedding_scopes").EnumerateArray().Select(o => o.GetString()));
        Assert.InRange(metadata.GetProperty("duration").GetDouble(), 8, 9);
        Assert.Equal(3, metadata.GetProperty("clip_length").GetDouble());
    }

    [Fact]
    public async Task Pieces_of_a_video_may_follow_its_shots()
    {
        var body = await PostAsync(
            $$"""
            {"input_type":"video",{{Model}},"video":{{{Source(Film)}},"embedding_option":["visual"],"embedding_scope":["clip"],
             "segmentation":{"strategy":"dynamic","dynamic":{"min_duration_sec":3} } } }
            """
        );
        Assert.All(body.Data(), d => Assert.True(d.GetProperty("end_sec").GetDouble() - d.GetProperty("start_sec").GetDouble() >= 3));
        Assert.False(body.GetProperty("metadata").TryGetProperty("clip_length", out _));
    }

    [Fact]
    public async Task Sound_has_vectors_near_texts_about_what_is_said()
    {
        var body = await PostAsync($$"""{"input_type":"audio",{{Model}},"audio":{{{Source(Sound)}},"embedding_scope":["asset"]} }""");
        Assert.Equal(["audio", "transcription"], body.Data().Select(d => d.Text("embedding_option")));
        var like = await VectorAsync(
            $$"""{"input_type":"text",{{Model}},"text":{"input_text":"an operating system for computers"} }""",
            null
        );
        var unlike = await VectorAsync($$"""{"input_type":"text",{{Model}},"text":{"input_text":"a recipe for apple pie"} }""", null);
        Assert.All(body.Data(), d =>
            Assert.True(CosineSimilarity(d.Vector("embedding"), like) > CosineSimilarity(d.Vector("embedding"), unlike))
        );
    }

    [Theory]
    [InlineData("input_type", """{MODEL}""")]
    [InlineData("input_type", """{MODEL,"input_type":"smell"}""")]
    [InlineData("model_name", """{"input_type":"text","text":{"input_text":"a dog"} }""")]
    [InlineData("model_name", """{"input_type":"text","model_name":"resnet","text":{"input_text":"a dog"} }""")]
    [InlineData("text", """{MODEL,"input_type":"text"}""")]
    [InlineData("text.input_text", """{MODEL,"input_type":"text","text":{} }""")]
    [InlineData("image.media_source", """{MODEL,"input_type":"image","image":{} }""")]
    [InlineData("exactly one of", """{MODEL,"input_type":"image","image":{"media_source":{} } }""")]
    [InlineData(
        "exactly one of",
        """{MODEL,"input_type":"image","image":{"media_source":{"url":"http://a.test/a.png","base64_string":"AAAA"} } }"""
    )]
    [InlineData(
        "image.media_source.base64_string",
        """{MODEL,"input_type":"image","image":{"media_source":{"base64_string":"no base64!"} } }"""
    )]
    [InlineData("image.media_source.url", """{MODEL,"input_type":"image","image":{"media_source":{"url":"file:///etc/passwd"} } }""")]
    [InlineData("image.media_source.asset_id", """{MODEL,"input_type":"image","image":{"media_source":{"asset_id":"junk"} } }""")]
    [InlineData("text_image.input_text", """{MODEL,"input_type":"text_image","text_image":{SOURCE} }""")]
    [InlineData("media_sources", """{MODEL,"input_type":"multi_input","multi_input":{"input_text":"a"} }""")]
    [InlineData(
        "media_sources[0].media_type",
        """{MODEL,"input_type":"multi_input","multi_input":{"media_sources":[{"media_type":"video","url":"http://a.test/a"}]} }"""
    )]
    [InlineData("video.end_sec", """{MODEL,"input_type":"video","video":{SOURCE,"start_sec":4,"end_sec":4} }""")]
    [InlineData("video.start_sec", """{MODEL,"input_type":"video","video":{SOURCE,"start_sec":-1} }""")]
    [InlineData(
        "video.segmentation.fixed.duration_sec",
        """{MODEL,"input_type":"video","video":{SOURCE,"segmentation":{"strategy":"fixed","fixed":{"duration_sec":11} } } }"""
    )]
    [InlineData(
        "video.segmentation.dynamic.min_duration_sec",
        """{MODEL,"input_type":"video","video":{SOURCE,"segmentation":{"strategy":"dynamic","dynamic":{"min_duration_sec":1} } } }"""
    )]
    [InlineData("video.segmentation.strategy", """{MODEL,"input_type":"video","video":{SOURCE,"segmentation":{"strategy":"random"} } }""")]
    [InlineData("audio.segmentation.strategy", """{MODEL,"input_type":"audio","audio":{SOURCE,"segmentation":{"strategy":"dynamic"} } }""")]
    [InlineData("audio.embedding_option", """{MODEL,"input_type":"audio","audio":{SOURCE,"embedding_option":["visual"]} }""")]
    [InlineData("video.embedding_option", """{MODEL,"input_type":"video","video":{SOURCE,"embedding_option":[]} }""")]
    [InlineData("video.embedding_scope", """{MODEL,"input_type":"video","video":{SOURCE,"embedding_scope":["page"]} }""")]
    [InlineData(
        "video.embedding_type",
        """{MODEL,"input_type":"video","video":{SOURCE,"embedding_option":["visual"],"embedding_type":["fused_embedding"]} }"""
    )]
    [InlineData("video.start_sec", """{MODEL,"input_type":"video","video":{SOURCE,"start_sec":"soon"} }""")]
    public async Task A_body_that_breaks_a_rule_is_refused_with_the_place_in_the_message(string named, string json) =>
        Assert.Contains(
            named,
            (await ErrorAsync(json.Replace("MODEL", Model).Replace("SOURCE", NoSource))).Text("message"),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task An_asset_that_does_not_exist_is_404() =>
        await ErrorAsync($$"""{"input_type":"image",{{Model}},"image":{{{NoSource}}} }""", HttpStatusCode.NotFound);

    private static string Source(string path) =>
        $$"""
            "media_source":{"base64_string":"{{Base64(path)}}"}
            """;

    private async Task<float[]> VectorAsync(string json, string? metadataType)
    {
        var body = await PostAsync(json);
        if (metadataType is not null)
        {
            Assert.Equal(metadataType, body.GetProperty("metadata").Text("input_type"));
        }

        return Assert.Single(body.Data()).Vector("embedding");
    }

    // The error stands at both depths.
    private async Task<JsonElement> ErrorAsync(string json, HttpStatusCode expected = HttpStatusCode.BadRequest)
    {
        var body = await PostAsync(json, expected);
        Assert.Equal(body.Text("code"), body.GetProperty("error").Text("code"));
        return body.GetProperty("error");
    }

    private async Task<JsonElement> PostAsync(string json, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await _server.Client.PostAsync("embed-v2", content);
        return await answer.JsonAsync(expected);
    }
}
