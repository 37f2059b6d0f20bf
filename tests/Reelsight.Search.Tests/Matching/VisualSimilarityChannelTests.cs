using Reelsight.Core;
using Reelsight.Storage.Stores;
using static Reelsight.Search.Tests.SampleEvidence;

namespace Reelsight.Search.Tests.Matching;

/// <summary>
/// Searching with images and entities. Visual features are directions in a plane: the cosine of two is that of the angle between them.
/// </summary>
[Collection(SharedModelsCollection.Name)]
public sealed class VisualSimilarityChannelTests(SharedModels models) : IAsyncLifetime
{
    private const Modalities Both = Modalities.Visual | Modalities.Audio;
    private SearchTestBed _world = null!;

    public async ValueTask InitializeAsync() =>
        _world = await SearchTestBed.CreateAsync(
            models,
            new SearchOptions
            {
                VisualSimilarityThreshold = 0.7,
                VisualSimilarityThresholdWithObjects = 0.6,
                NearDuplicateThreshold = 0.8,
            }
        );

    public ValueTask DisposeAsync()
    {
        _world.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_clip_that_looks_like_an_image_is_found_with_the_similarity_and_no_other()
    {
        await _world.AddAsync("other.mp4", 12, [], features: [CreateVisualFeatures(90), CreateVisualFeatures(60)]);
        var video = await _world.AddAsync(
            "film.mp4",
            18,
            [],
            features: [CreateVisualFeatures(90), CreateVisualFeatures(2), CreateVisualFeatures(170)]
        );
        var moment = Assert.Single((await SearchAsync("", [CreateImage(CreateVisualFeatures(0))])).Moments);
        Assert.Equal((video, 6.0, 12.0), (moment.VideoId, moment.StartSec, moment.EndSec));
        Assert.Equal(Confidence.High, moment.Confidence);
        var reason = Assert.Single(moment.Reasons);
        Assert.Equal(
            (ReasonKind.VisualSimilarity, "query.jpg", "the same footage or scene (1.00)"),
            (reason.Kind, reason.Query, reason.How)
        );
        Assert.Equal((6.0, 12.0), (reason.StartSec, reason.EndSec));
    }

    [Fact]
    public async Task What_is_only_somewhat_alike_comes_after_and_is_less_sure()
    {
        var near = await _world.AddAsync("near.mp4", 6, [], features: [CreateVisualFeatures(42)]);
        var same = await _world.AddAsync("same.mp4", 6, [], features: [CreateVisualFeatures(10)]);
        var moments = (await SearchAsync("", [CreateImage(CreateVisualFeatures(0))])).Moments;
        Assert.Equal([(same, Confidence.High), (near, Confidence.Medium)], moments.Select(m => (m.VideoId, m.Confidence)));
    }

    [Fact]
    public async Task Objects_of_the_image_are_found_where_nothing_looks_similar_but_only_as_a_guess()
    {
        var video = await _world.AddAsync(
            "dog.mp4",
            12,
            [CreateObject("dog", 7, 11)],
            features: [CreateVisualFeatures(90), CreateVisualFeatures(90)]
        );
        await _world.AddAsync("car.mp4", 6, [CreateObject("car", 1, 5)], features: [CreateVisualFeatures(90)]);
        var moment = Assert.Single((await SearchAsync("", [CreateImage(CreateVisualFeatures(0), ("dog", 0.9), ("frisbee", 0.3))])).Moments);
        Assert.Equal((video, 7.0, 11.0, Confidence.Low), (moment.VideoId, moment.StartSec, moment.EndSec, moment.Confidence));
        Assert.Equal([(ReasonKind.Object, "dog", "seen in both")], moment.Reasons.Select(r => (r.Kind, r.Found, r.How)));
        Assert.Empty(
            (await SearchAsync("", [CreateImage(CreateVisualFeatures(0), ("dog", 0.7), ("person", 0.9), ("bench", 0.8))])).Moments
        );
    }

    [Fact]
    public async Task A_like_background_with_other_things_in_front_is_no_sure_match()
    {
        await _world.AddAsync("fruit.mp4", 6, [CreateObject("apple", 0, 6)], features: [CreateVisualFeatures(0)]);
        var moment = Assert.Single((await SearchAsync("", [CreateImage(CreateVisualFeatures(0), ("bottle", 0.9))])).Moments);
        Assert.NotEqual(Confidence.High, moment.Confidence);
        var sure = await _world.AddAsync("bottle.mp4", 6, [CreateObject("bottle", 0, 6)], features: [CreateVisualFeatures(0)]);
        Assert.Equal(sure, (await SearchAsync("", [CreateImage(CreateVisualFeatures(0), ("bottle", 0.9))])).Moments[0].VideoId);
    }

    [Fact]
    public async Task An_image_like_nothing_finds_nothing_and_the_reading_says_so()
    {
        await _world.AddAsync("film.mp4", 6, [CreateObject("car", 0, 6)], features: [CreateVisualFeatures(90)]);
        var result = await SearchAsync("", [CreateImage(CreateVisualFeatures(0), ("elephant", 0.9))]);
        Assert.Empty(result.Moments);
        Assert.Contains("query.jpg", result.QueryReading.Note, StringComparison.Ordinal);
        Assert.Contains("elephant", result.QueryReading.Note, StringComparison.Ordinal);
        Assert.Contains(result.QueryReading.Understood, line => line.Contains("query.jpg", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Text_and_image_together_put_what_matches_both_first_and_what_matches_one_far_behind()
    {
        var features = await _world.AddAsync("similar.mp4", 6, [], features: [CreateVisualFeatures(1)]);
        var says = await _world.AddAsync("says.mp4", 6, [CreateObject("dog", 0, 6)], features: [CreateVisualFeatures(90)]);
        var both = await _world.AddAsync("both.mp4", 6, [CreateObject("dog", 0, 6)], features: [CreateVisualFeatures(1)]);
        var moments = (await SearchAsync("dog", [CreateImage(CreateVisualFeatures(0))])).Moments;
        Assert.Equal(both, moments[0].VideoId);
        Assert.Equal(Confidence.High, moments[0].Confidence);
        Assert.Equal([features, says], moments.Skip(1).Select(m => m.VideoId).Order(StringComparer.Ordinal));
        Assert.All(moments.Skip(1), m => Assert.True(m.Score <= 50 && m.Confidence == Confidence.Low));
        Assert.Equal([ReasonKind.VisualSimilarity, ReasonKind.Object], moments[0].Reasons.Select(r => r.Kind).Order().Reverse());
    }

    [Fact]
    public async Task With_and_a_moment_matches_the_text_each_image_and_each_entity()
    {
        var both = await _world.AddAsync(
            "both.mp4",
            12,
            [CreateObject("dog", 0, 12)],
            features: [CreateVisualFeatures(30), CreateVisualFeatures(30)]
        );
        await _world.AddAsync("one.mp4", 6, [CreateObject("dog", 0, 6)], features: [CreateVisualFeatures(-20)]);
        await _world.AddAsync("nobody.mp4", 12, [], features: [CreateVisualFeatures(30), CreateVisualFeatures(30)]);
        QueryImage[] two = [CreateImage(CreateVisualFeatures(0)), CreateImage(CreateVisualFeatures(60))];
        await OnlyAsync("dog", two, []);
        await OnlyAsync("dog", two[..1], two[1..]);
        await OnlyAsync("dog", [], two);

        async Task OnlyAsync(string text, QueryImage[] images, QueryImage[] entities)
        {
            var or = await SearchAsync(text, images, entities, q => q with { Modalities = Modalities.Visual });
            var and = await SearchAsync(text, images, entities, q => q with { Modalities = Modalities.Visual, RequireAll = true });
            Assert.True(or.Moments.Select(m => m.VideoId).Distinct().Count() > 1);
            Assert.NotEmpty(and.Moments);
            Assert.All(and.Moments, m => Assert.Equal(both, m.VideoId));
            Assert.Subset(
                or.Moments.Select(m => (m.VideoId, m.StartSec, m.EndSec)).ToHashSet(),
                and.Moments.Select(m => (m.VideoId, m.StartSec, m.EndSec)).ToHashSet()
            );
        }
    }

    [Fact]
    public async Task Any_of_several_images_suffices()
    {
        var first = await _world.AddAsync("first.mp4", 6, [], features: [CreateVisualFeatures(1)]);
        var second = await _world.AddAsync("second.mp4", 6, [], features: [CreateVisualFeatures(91)]);
        var moments = (
            await SearchAsync(
                "",
                [CreateImage(CreateVisualFeatures(0), name: "a.png"), CreateImage(CreateVisualFeatures(90), name: "b.png")]
            )
        ).Moments;
        Assert.Equal([(first, "a.png"), (second, "b.png")], moments.Select(m => (m.VideoId, m.Reasons.Single().Query)).Order());
        Assert.All(moments, m => Assert.Equal(Confidence.High, m.Confidence));
    }

    [Fact]
    public async Task An_entity_is_the_mean_of_its_images_and_what_most_of_them_show()
    {
        var entity = QueryImage.Average(
            "ann",
            [
                CreateImage(CreateVisualFeatures(0), ("person", 0.9), ("car", 0.8)),
                CreateImage(CreateVisualFeatures(60), ("person", 0.7)),
                CreateImage(CreateVisualFeatures(30), ("person", 0.8)),
            ]
        );
        Assert.Equal(CreateVisualFeatures(30)[0], entity.VisualFeatures[0], 3);
        Assert.Equal("person", entity.Objects[0].Label);
        Assert.Equal(0.8, entity.Objects[0].Confidence, 3);
        Assert.True(entity.Objects[1].Confidence < 0.5);
        var video = await _world.AddAsync("film.mp4", 6, [], features: [CreateVisualFeatures(30)]);
        Assert.Equal(video, Assert.Single((await SearchAsync("", [], [entity])).Moments).VideoId);
        Assert.Throws<ArgumentException>(() => QueryImage.Average("nobody", []));
    }

    [Fact]
    public async Task Images_are_visual_evidence_and_keep_to_the_filter()
    {
        await _world.AddAsync("film.mp4", 6, [], features: [CreateVisualFeatures(0)]);
        var kept = await _world.AddAsync("kept.mp4", 6, [], features: [CreateVisualFeatures(0)]);
        Assert.Empty(
            (await SearchAsync("", [CreateImage(CreateVisualFeatures(0))], with: q => q with { Modalities = Modalities.Audio })).Moments
        );
        Assert.Empty((await SearchAsync("", [CreateImage(CreateVisualFeatures(0))], with: q => q with { RequireAll = true })).Moments);
        var filtered = await SearchAsync("", [CreateImage(CreateVisualFeatures(0))], with: q =>
            q with
            {
                Filter = new VideoFilter { Ids = [kept] },
            }
        );
        Assert.Equal(kept, Assert.Single(filtered.Moments).VideoId);
        Assert.Equal(1, filtered.PoolVideos);
    }

    [Fact]
    public async Task Visual_features_follow_what_comes_goes_and_is_described_again()
    {
        var hash = _world.CreateHash();
        var video = await _world.AddAsync("film.mp4", 6, [], hash, features: [CreateVisualFeatures(90)]);
        Assert.Empty((await SearchAsync("", [CreateImage(CreateVisualFeatures(0))])).Moments);
        await _world.Stores.Descriptions.PutAsync(
            SearchTestBed.Tenant,
            hash,
            "2",
            _world.CreateDescription(6, [], [CreateVisualFeatures(0)]),
            default
        );
        var later = await _world.AddAsync("later.mp4", 6, [], features: [CreateVisualFeatures(0)]);
        await _world.AddAsync("sound.mp3", 6, [CreateSpeech("hello", 0, 2)]);
        Assert.Equal([video, later], (await SearchAsync("", [CreateImage(CreateVisualFeatures(0))])).Moments.Select(m => m.VideoId));
        await _world.Stores.Videos.DeleteAsync(SearchTestBed.Tenant, _world.IndexId, video, default);
        Assert.Equal(later, Assert.Single((await SearchAsync("", [CreateImage(CreateVisualFeatures(0))])).Moments).VideoId);
    }

    [Fact]
    public async Task More_images_than_a_query_takes_are_a_mistake_of_the_caller()
    {
        var many = Enumerable.Repeat(CreateImage(CreateVisualFeatures(0)), SearchQuery.MaxImages + 1).ToArray();
        await Assert.ThrowsAsync<ArgumentException>(() => SearchAsync("", many));
        await SearchAsync(
            "a long text about a dog and a cat near a car with a person on a bench under a clock",
            many[1..],
            many[..SearchQuery.MaxEntities]
        );
    }

    private static QueryImage CreateImage(float[] features, params (string Label, double Confidence)[] objects) =>
        CreateImage(features, "query.jpg", objects);

    private static QueryImage CreateImage(float[] features, string name, params (string Label, double Confidence)[] objects) =>
        new(name, features, [.. objects.Select(item => new QueryImageObject(item.Label, item.Confidence))]);

    private Task<SearchResult> SearchAsync(
        string text,
        QueryImage[] images,
        QueryImage[]? entities = null,
        Func<SearchQuery, SearchQuery>? with = null
    ) => _world.SearchAsync(text, Both, q => (with ?? (same => same))(q with { Images = images, Entities = entities ?? [] }));
}
