using System.Net;
using System.Text.Json;
using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Packs;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api.ReelsightV1.Maps;

/// <summary>Maps of indexes over HTTP.</summary>
public sealed class IndexMapTests : IAsyncLifetime
{
    private const int Dimension = 512;
    private RunningServer _server = null!;
    private string _index = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync();
        _index = await _server.CreateIndexAsync("films", addons: ["thumbnail"]);
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("neighbours")]
    [InlineData("pca")]
    public async Task Every_clip_with_a_picture_is_on_the_map_by_video_and_time(string view)
    {
        string[] added = [await AddAsync("a.mp4", 1, 2), await AddAsync("b.mp4", 3, 4)];
        await AddAsync("sound.mp4");
        var map = await ReadyAsync($"view={view}");
        Assert.Equal((view, "clip", 2), (map.Text("view"), map.Text("unit"), map.GetProperty("left_out").GetInt32()));
        var videos = map.GetProperty("videos").EnumerateArray().ToArray();
        Assert.Equal(added.Order(StringComparer.Ordinal), videos.Select(video => video.Text("video_id")));
        Assert.Equal(
            [(0, 2), (2, 2)],
            videos.Select(video => (video.GetProperty("first_point").GetInt32(), video.GetProperty("point_count").GetInt32()))
        );
        var points = map.GetProperty("points");
        Assert.Equal([0, 6, 0, 6], Numbers(points, "start"));
        Assert.Equal([6, 12, 6, 12], Numbers(points, "end"));
        Assert.All(Numbers(points, "x").Concat(Numbers(points, "y")), place => Assert.InRange(place, -1, 1));
        // What is not likely enough to be told unasked has no tag.
        Assert.Equal([0, -1, 0, -1], Numbers(points, "tag"));
        Assert.Equal("beach", Assert.Single(map.GetProperty("tags").EnumerateArray()).GetString());
        Assert.Equal(view == "pca", map.TryGetProperty("variance", out _));
    }

    [Fact]
    public async Task The_clip_unlike_all_others_is_the_first_outlier()
    {
        await AddAsync("a.mp4", Enumerable.Repeat(1, 20).ToArray());
        await AddAsync("odd.mp4", 99);
        var map = await ReadyAsync("");
        var odd = Assert
            .Single(map.GetProperty("videos").EnumerateArray(), video => video.Text("title") == "odd.mp4")
            .GetProperty("first_point")
            .GetInt32();
        Assert.Equal(odd, map.GetProperty("outliers")[0].GetInt32());
    }

    [Fact]
    public async Task The_same_footage_in_two_videos_is_told_and_that_of_one_video_is_not()
    {
        await AddAsync("a.mp4", 1, 1, 2);
        await AddAsync("copy.mp4", 5, 1);
        var map = await ReadyAsync("");
        var pair = Assert.Single(map.GetProperty("duplicates").EnumerateArray());
        var border = map.GetProperty("videos")[1].GetProperty("first_point").GetInt32();
        Assert.True(pair.GetProperty("first").GetInt32() < border && pair.GetProperty("second").GetInt32() >= border);
        Assert.InRange(pair.GetProperty("cosine").GetDouble(), 0.9, 1);
    }

    [Fact]
    public async Task A_point_can_be_a_video()
    {
        await AddAsync("a.mp4", 1, 2);
        await AddAsync("b.mp4", 3);
        var points = (await ReadyAsync("unit=video")).GetProperty("points");
        Assert.Equal(2, points.GetProperty("x").GetArrayLength());
        Assert.Equal([12, 12], Numbers(points, "end"));
    }

    [Fact]
    public async Task A_new_video_makes_a_new_map_and_a_deleted_one_too()
    {
        var first = await AddAsync("a.mp4", 1);
        Assert.Equal(1, (await ReadyAsync("")).GetProperty("points").GetProperty("x").GetArrayLength());
        await AddAsync("b.mp4", 2);
        Assert.Equal(2, (await ReadyAsync("")).GetProperty("points").GetProperty("x").GetArrayLength());
        using var deleted = await _server.Client.DeleteAsync(new Uri($"indexes/{_index}/videos/{first}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.DoesNotContain(first, (await ReadyAsync("")).GetProperty("videos").EnumerateArray().Select(video => video.Text("video_id")));
    }

    [Fact]
    public async Task An_empty_index_has_an_empty_map()
    {
        var map = await ReadyAsync("");
        Assert.Equal(0, map.GetProperty("points").GetProperty("x").GetArrayLength());
        Assert.Empty(map.GetProperty("duplicates").EnumerateArray());
    }

    [Fact]
    public async Task A_view_or_unit_that_does_not_exist_is_refused_by_name()
    {
        Assert.Equal("parameter_invalid", await _server.Client.ErrorAsync(Address("view=tsne"), HttpStatusCode.BadRequest));
        Assert.Equal("parameter_invalid", await _server.Client.ErrorAsync(Address("unit=frame"), HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_client_that_takes_packed_answers_gets_one()
    {
        await AddAsync("a.mp4", 1);
        await ReadyAsync("");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address(""), UriKind.Relative));
        request.Headers.Add("Accept-Encoding", "gzip");
        using var answer = await _server.Client.SendAsync(request);
        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
    }

    private static double[] Numbers(JsonElement points, string column) =>
        [.. points.GetProperty(column).EnumerateArray().Select(number => number.GetDouble())];

    private string Address(string query) => $"/reelsight/v1/indexes/{_index}/map?{query}";

    private async Task<JsonElement> ReadyAsync(string query)
    {
        while (true)
        {
            var map = await _server.Client.JsonAsync(Address(query));
            if (map.Text("state") != "building")
            {
                Assert.Equal("ready", map.Text("state"));
                return map;
            }
        }
    }

    /// <summary>
    /// A video whose clips show and look like directions drawn by these seeds; without any, it has two clips of sound alone.
    /// </summary>
    private async Task<string> AddAsync(string name, params int[] clips)
    {
        float[] values = [.. clips.SelectMany(Direction)];
        var spaces = new ModelStore().Heads.Select(head => head.Space).Append(VisualSimilaritySpace.Name);
        var described =
            clips.Length == 0
                ? Seeds.Nothing
                : Seeds.Nothing with
                {
                    Clips =
                    [
                        .. clips.Select(
                            (_, clip) =>
                                new Clip(clip * 6, clip * 6 + 6, $"thumbnails/{clip}.jpg")
                                {
                                    Tags = [new ClipTag("beach", clip == 0 ? 0.8f : 0.5f)],
                                }
                        ),
                    ],
                    Vectors = [.. spaces.Select(space => new VectorSet(space, VectorUnit.Clip, Dimension, values))],
                };
        return (await _server.ReadyVideoAsync(_index, name, described)).Id;
    }

    private static float[] Direction(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Dimension).Select(_ => random.NextSingle() - 0.5f)];
    }
}
