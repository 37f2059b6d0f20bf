using System.Numerics.Tensors;
using Reelsight.Core;
using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;
using Reelsight.Inference.Embeddings;
using static Reelsight.Search.Tests.SampleEvidence;

namespace Reelsight.Search.Tests.Matching;

/// <summary>Searching in the joint space. The embeddings of clips are those of sentences about them.</summary>
[Collection(SharedModelsCollection.Name)]
public sealed class JointChannelTests(SharedModels models) : IAsyncLifetime
{
    private const string Beach = "Children play in the sand on the beach .";
    private SearchTestBed _world = null!;

    public async ValueTask InitializeAsync() => _world = await SearchTestBed.CreateAsync(models);

    public ValueTask DisposeAsync()
    {
        _world.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_description_finds_the_clip_that_fits_it_as_a_best_guess_and_says_so()
    {
        await AddAsync("street.mp4", "Many cars on a street at night .");
        var video = await AddAsync("holiday.mp4", "Two dogs run through a field of grass .", Beach);
        var moment = (await _world.SearchAsync("kids playing on a sandy beach")).Moments[0];
        Assert.Equal((video, 6.0, 12.0, Confidence.Low), (moment.VideoId, moment.StartSec, moment.EndSec, moment.Confidence));
        var reason = Assert.Single(moment.Reasons);
        Assert.Equal((ReasonKind.Scene, "kids playing on a sandy beach"), (reason.Kind, reason.Query));
        Assert.Contains("standard deviations", reason.How, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_clip_fits_is_answered_with_nothing()
    {
        await AddAsync("street.mp4", "Many cars on a street at night .", Beach);
        Assert.Empty((await _world.SearchAsync("an elephant in the savanna")).Moments);
        Assert.Empty((await _world.SearchAsync("spaceship")).Moments);
    }

    [Fact]
    public async Task Where_nothing_is_sure_the_clips_that_look_most_like_the_words_are_given_apart()
    {
        await AddAsync("street.mp4", "Many cars on a street at night .");
        var video = await AddAsync("snow.mp4", "A man skis down a snowy mountain .", Beach);
        var found = await _world.SearchAsync("skiing helmet");
        Assert.DoesNotContain(found.Moments, moment => moment.Confidence > Confidence.Low);
        var closest = found.VisuallyClosest[0];
        Assert.Equal((video, 0.0, 6.0), (closest.VideoId, closest.StartSec, closest.EndSec));
    }

    [Theory]
    [InlineData("store")]
    [InlineData("")]
    [InlineData("\"skiing helmet\"")]
    public async Task Nothing_is_given_as_closest_where_something_is_sure_or_no_words_say_what_it_looks_like(string query)
    {
        await AddAsync("shop.mp4", [new ClipTag("store", 0.9f)], Beach);
        Assert.Empty((await _world.SearchAsync(query)).VisuallyClosest);
    }

    [Fact]
    public async Task The_closest_clips_are_of_several_videos_and_repeat_no_moment()
    {
        const string Skier = "A man skis down a snowy mountain .";
        foreach (var name in new[] { "a.mp4", "b.mp4", "c.mp4" })
        {
            await AddAsync(name, Skier, Skier, Skier);
        }

        var found = await _world.SearchAsync("man with a skiing helmet");
        Assert.All(found.VisuallyClosest.CountBy(clip => clip.VideoId), clips => Assert.InRange(clips.Value, 1, 2));
        Assert.DoesNotContain(found.VisuallyClosest, clip =>
            found.Moments.Any(m => m.VideoId == clip.VideoId && m.StartSec < clip.EndSec && clip.StartSec < m.EndSec)
        );
    }

    [Fact]
    public async Task The_hit_tells_when_the_frame_is_shown_that_fits_best()
    {
        var space = models.Joint;
        var frames = new FrameVectorSet(
            space.Name,
            JointSpace.Dimensions,
            [0.5, 2, 4],
            [.. space.Encode("A man in a suit ."), .. space.Encode(Beach), .. space.Encode("A car .")]
        );
        await AddClipsAsync("holiday.mp4", frames, [], [], [Beach]);
        var reason = Assert.Single((await _world.SearchAsync("kids playing on a sandy beach")).Moments[0].Reasons);
        Assert.Equal(2, reason.FrameSec);
    }

    [Theory]
    [InlineData("store")]
    [InlineData("shops")]
    public async Task A_known_name_and_other_words_for_it_find_the_likeliest_clips_first(string query)
    {
        var unlikely = await AddAsync("a.mp4", [new ClipTag("store", 0.3f)], Beach);
        await AddAsync("b.mp4", [new ClipTag("kitchen", 0.9f), new ClipTag("store", 0.05f)], Beach);
        var likely = await AddAsync("c.mp4", [new ClipTag("store", 0.9f)], Beach);
        var found = await _world.SearchAsync(query);
        Assert.Equal([likely, unlikely], found.Moments.Select(moment => moment.VideoId));
        Assert.Equal([Confidence.Medium, Confidence.Low], found.Moments.Select(moment => moment.Confidence));
        Assert.Equal((ReasonKind.Name, "store"), (found.Moments[0].Reasons[0].Kind, found.Moments[0].Reasons[0].Found));
        Assert.Contains(found.QueryReading.Understood, line => line.Contains("store", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wider_word_adds_up_the_names_under_it()
    {
        var video = await AddAsync("fruit.mp4", [new ClipTag("orange", 0.15f), new ClipTag("lemon", 0.15f)], Beach);
        Assert.Equal(video, Assert.Single((await _world.SearchAsync("citrus fruit")).Moments).VideoId);
    }

    [Fact]
    public async Task A_name_beside_what_the_detector_sees_is_surer_than_either()
    {
        await AddAsync("yard.mp4", [], [CreateObject("person", 0, 6)], Beach);
        var both = await AddAsync("market.mp4", [new ClipTag("store", 0.9f)], [CreateObject("person", 0, 6)], Beach);
        var moments = (await _world.SearchAsync("person in a shop")).Moments;
        Assert.Equal((both, Confidence.Medium), (moments[0].VideoId, moments[0].Confidence));
        Assert.Equal([ReasonKind.Object, ReasonKind.Name], moments[0].Reasons.Select(reason => reason.Kind));
    }

    [Fact]
    public async Task An_image_finds_a_scene_of_the_kind_that_does_not_look_like_it()
    {
        var video = await AddAsync("holiday.mp4", Beach);
        await AddAsync("street.mp4", "Many cars on a street at night .");
        var image = new QueryImage("query.jpg", new float[1280], [])
        {
            JointEmbedding = models.Joint.Encode("Children are playing in the sand at the beach ."),
        };
        var moment = Assert.Single((await _world.SearchAsync("", with: query => query with { Images = [image] })).Moments);
        Assert.Equal((video, Confidence.Low, ReasonKind.Scene), (moment.VideoId, moment.Confidence, moment.Reasons.Single().Kind));
    }

    [Fact]
    public async Task Searching_what_is_heard_leaves_what_is_seen_alone()
    {
        await AddAsync("holiday.mp4", [new ClipTag("store", 0.9f)], Beach);
        Assert.Empty((await _world.SearchAsync("store", Modalities.Audio)).Moments);
        Assert.Empty((await _world.SearchAsync("kids playing on a sandy beach", Modalities.Audio)).Moments);
    }

    private Task<string> AddAsync(string filename, params string[] clips) => AddClipsAsync(filename, null, [], [], clips);

    private Task<string> AddAsync(string filename, ClipTag[] tags, params string[] clips) => AddClipsAsync(filename, null, tags, [], clips);

    private Task<string> AddAsync(string filename, ClipTag[] tags, Evidence[] evidence, params string[] clips) =>
        AddClipsAsync(filename, null, tags, evidence, clips);

    private async Task<string> AddClipsAsync(string filename, FrameVectorSet? frames, ClipTag[] tags, Evidence[] evidence, string[] clips)
    {
        var hash = _world.CreateHash();
        var id = await _world.AddAsync(filename, 6 * clips.Length, evidence, hash);
        var described = _world.CreateDescription(6 * clips.Length, evidence);
        float[] vectors = [.. models.Joint.Encode(clips).SelectMany(vector => vector)];
        Assert.Equal(1, TensorPrimitives.Norm<float>(vectors.AsSpan(0, JointSpace.Dimensions)), 3);
        await _world.Stores.Descriptions.PutAsync(
            SearchTestBed.Tenant,
            hash,
            "2",
            described with
            {
                Clips = [.. described.Clips.Select(clip => clip with { Tags = tags })],
                Vectors = [.. described.Vectors, new VectorSet(models.Joint.Name, VectorUnit.Clip, JointSpace.Dimensions, vectors)],
                Frames = frames,
            },
            CancellationToken.None
        );
        return id;
    }
}
