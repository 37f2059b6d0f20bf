using System.Net;
using System.Text.Json;
using Reelsight.Server.Hosting;
using Reelsight.Server.Tests.Fixtures;
using static Reelsight.Server.Tests.Api.V1_3.Embed.EmbeddingSamples;

namespace Reelsight.Server.Tests.Api.V1_3.Embed;

/// <summary>POST /embed: what its form may hold, and what comes back.</summary>
public sealed class CreateEmbeddingTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly RunningServer _server = shared.Server;

    [Theory]
    [InlineData("marengo3.0")]
    [InlineData("Marengo-retrieval-2.7")]
    public async Task A_text_becomes_a_vector_that_lies_nearer_to_the_like(string model)
    {
        var dog = await TextAsync("a dog runs across the lawn", model);
        var puppy = await TextAsync("the puppy is playing in the grass", model);
        var bill = await TextAsync("please pay the invoice by Friday", model);
        Assert.True(CosineSimilarity(dog, puppy) > CosineSimilarity(dog, bill) + 0.1);
    }

    [Fact]
    public async Task Text_picture_and_sound_can_be_embedded_in_one_call()
    {
        using var form = Seeds.Form(("model_name", "marengo3.0"), ("text", "an operating system"), ("audio_start_offset_sec", "1"));
        form.Add(File(Picture), "image_file", "debian.png");
        form.Add(File(Sound), "audio_file", "debian.mp3");
        var body = await PostAsync(form, HttpStatusCode.OK);
        Assert.Equal("marengo3.0", body.Text("model_name"));
        var text = Segments(body, "text_embedding")[0].Vector("float");
        Segments(body, "image_embedding")[0].Vector("float");
        Assert.Equal("debian.png", body.GetProperty("image_embedding").GetProperty("metadata").Text("input_filename"));
        var sound = Assert.Single(Segments(body, "audio_embedding"));
        Assert.Equal(1, sound.GetProperty("start_offset_sec").GetDouble());
        Assert.InRange(sound.GetProperty("end_offset_sec").GetDouble(), 5, 5.5);
        Assert.True(
            CosineSimilarity(text, sound.Vector("float"))
                > CosineSimilarity(await TextAsync("a recipe for apple pie"), sound.Vector("float"))
        );
        Assert.False(body.TryGetProperty("video_embedding", out _));
    }

    [Fact]
    public async Task A_short_video_is_embedded_at_once_in_pieces_and_as_a_whole()
    {
        using var form = Seeds.Form(
            ("model_name", "marengo3.0"),
            ("video_clip_length", "4"),
            ("video_embedding_scopes", "clip"),
            ("video_embedding_scopes", "video")
        );
        form.Add(File(Film), "video_file", "hello.mp4");
        var body = await PostAsync(form, HttpStatusCode.OK);
        var seen = Segments(body, "video_embedding").Where(s => s.Text("embedding_option") == "visual").ToList();
        Assert.Equal(["clip", "clip", "video"], seen.Select(s => s.Text("embedding_scope")));
        Assert.All(seen, s => s.Vector("float"));
    }

    [Fact]
    public async Task A_long_text_is_refused_unless_it_may_be_cut()
    {
        var text = string.Join(' ', Enumerable.Repeat("word", 2500).Append("dog"));
        Assert.Equal(
            "parameter_invalid",
            (await PostAsync(HttpStatusCode.BadRequest, ("model_name", "marengo3.0"), ("text", text))).Text("code")
        );
        var end = await PostAsync(HttpStatusCode.OK, ("model_name", "marengo3.0"), ("text", text), ("text_truncate", "end"));
        var start = await PostAsync(HttpStatusCode.OK, ("model_name", "marengo3.0"), ("text", text), ("text_truncate", "start"));
        Assert.NotEqual(Segments(end, "text_embedding")[0].Vector("float"), Segments(start, "text_embedding")[0].Vector("float"));
    }

    [Theory]
    [InlineData("parameter_not_provided", "text=a dog")]
    [InlineData("parameter_not_provided", "model_name=marengo3.0")]
    [InlineData("parameter_invalid", "model_name=resnet", "text=a dog")]
    [InlineData("parameter_not_provided", "model_name=marengo3.0", "text= ")]
    [InlineData("parameter_invalid", "model_name=marengo3.0", "text=a dog", "text_truncate=middle")]
    [InlineData("parameter_invalid", "model_name=marengo3.0", "image_url=nowhere")]
    [InlineData("parameter_invalid", "model_name=marengo3.0", "image_url=http://127.0.0.1:9/a.png")]
    [InlineData("parameter_invalid", "model_name=marengo3.0", "text=a dog", "audio_start_offset_sec=-1")]
    public async Task A_form_that_breaks_a_rule_is_refused(string code, params string[] fields) =>
        Assert.Equal(
            code,
            (await PostAsync(HttpStatusCode.BadRequest, [.. fields.Select(f => (f.Split('=', 2)[0], f.Split('=', 2)[1]))])).Text("code")
        );

    [Theory]
    [InlineData("image_file", SmallPicture, "at least 128x128")]
    [InlineData("image_file", Sound, "JPEG or PNG")]
    [InlineData("audio_file", Picture, "no sound track")]
    [InlineData("video_file", Sound, "a video is needed")]
    public async Task A_file_of_the_wrong_kind_is_refused_by_its_field_and_leaves_nothing_behind(string field, string path, string reason)
    {
        using var form = Seeds.Form(("model_name", "marengo3.0"));
        form.Add(File(path), field, "file");
        var message = (await PostAsync(form, HttpStatusCode.BadRequest)).Text("message");
        Assert.Contains(field, message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await System.IO.File.ReadAllBytesAsync(path)));
        Assert.Null(_server.Stores.Blobs.FindPath(ReelsightServer.DefaultTenant, hash));
    }

    private async Task<float[]> TextAsync(string text, string model = "marengo3.0") =>
        Segments(await PostAsync(HttpStatusCode.OK, ("model_name", model), ("text", text)), "text_embedding")[0].Vector("float");

    private static JsonElement[] Segments(JsonElement body, string name) =>
        [.. body.GetProperty(name).GetProperty("segments").EnumerateArray()];

    private async Task<JsonElement> PostAsync(HttpStatusCode expected, params (string, string)[] fields)
    {
        using var form = Seeds.Form(fields);
        return await PostAsync(form, expected);
    }

    private async Task<JsonElement> PostAsync(MultipartFormDataContent form, HttpStatusCode expected)
    {
        using var answer = await _server.Client.PostAsync("embed", form);
        return await answer.JsonAsync(expected);
    }
}
