using Reelsight.Search.Duplicates;
using static Reelsight.Search.Tests.SampleEvidence;

namespace Reelsight.Search.Tests.Duplicates;

/// <summary>
/// Finding videos that show the same footage. Visual features are directions in a plane: the cosine of two is that of the angle between
/// them.
/// </summary>
[Collection(SharedModelsCollection.Name)]
public sealed class DuplicateFinderTests(SharedModels models) : IAsyncLifetime
{
    private SearchTestBed _world = null!;

    public async ValueTask InitializeAsync() =>
        _world = await SearchTestBed.CreateAsync(models, new SearchOptions { NearDuplicateThreshold = 0.9 });

    public ValueTask DisposeAsync()
    {
        _world.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Videos_whose_clips_mostly_look_alike_are_a_group_and_one_shared_clip_of_three_is_none()
    {
        var first = await _world.AddAsync(
            "first.mp4",
            18,
            [],
            features: [CreateVisualFeatures(0), CreateVisualFeatures(40), CreateVisualFeatures(80)]
        );
        await _world.AddAsync(
            "shares one clip.mp4",
            18,
            [],
            features: [CreateVisualFeatures(81), CreateVisualFeatures(130), CreateVisualFeatures(170)]
        );
        var copy = await _world.AddAsync(
            "copy.mp4",
            15,
            [],
            features: [CreateVisualFeatures(5), CreateVisualFeatures(41), CreateVisualFeatures(230)]
        );
        var group = Assert.Single(await FindAsync());
        Assert.Equal([first, copy], group.VideoIds);
        var pair = Assert.Single(group.Pairs);
        Assert.Equal(
            (first, copy, false, 12.0, 6.0),
            (pair.VideoId, pair.OtherVideoId, pair.SameFile, Math.Round(pair.Overlap * 15, 3), pair.StartSec)
        );
        Assert.Equal((6.0, 12.0, 12.0), (pair.OtherStartSec, pair.OtherEndSec, pair.EndSec));
        Assert.InRange(pair.Similarity, 0.99, 1);
        Assert.Equal(3, Assert.Single(await FindAsync(overlap: 0.3)).VideoIds.Count);
        Assert.Empty(await FindAsync(overlap: 0.9));
        Assert.Empty(await FindAsync(similarity: 0.9999));
    }

    [Fact]
    public async Task An_excerpt_belongs_to_the_film_it_was_taken_from()
    {
        var film = await _world.AddAsync(
            "film.mp4",
            24,
            [],
            features: [CreateVisualFeatures(0), CreateVisualFeatures(60), CreateVisualFeatures(120), CreateVisualFeatures(180)]
        );
        var excerpt = await _world.AddAsync("excerpt.mp4", 6, [], features: [CreateVisualFeatures(119)]);
        var pair = Assert.Single(Assert.Single(await FindAsync()).Pairs);
        Assert.Equal((film, excerpt, 1.0, 12.0), (pair.VideoId, pair.OtherVideoId, pair.Overlap, pair.StartSec));
    }

    [Fact]
    public async Task The_same_bytes_are_duplicates_even_without_visual_features()
    {
        var hash = _world.CreateHash();
        var one = await _world.AddAsync("talk.mp3", 12, [CreateSpeech("hello", 0, 2)], hash);
        var other = await _world.AddAsync("talk again.mp3", 12, [CreateSpeech("hello", 0, 2)], hash);
        var pair = Assert.Single(Assert.Single(await FindAsync()).Pairs);
        Assert.Equal((one, other, true, 1.0, 12.0), (pair.VideoId, pair.OtherVideoId, pair.SameFile, pair.Overlap, pair.EndSec));
    }

    [Fact]
    public async Task Blank_clips_are_alike_to_nothing_and_do_not_count()
    {
        float[] blank = new float[CreateVisualFeatures(0).Length];
        await _world.AddAsync("blank.mp4", 6, [], features: [blank]);
        await _world.AddAsync("blank again.mp4", 6, [], features: [blank]);
        var one = await _world.AddAsync("one.mp4", 18, [], features: [blank, blank, CreateVisualFeatures(1)]);
        var other = await _world.AddAsync("other.mp4", 6, [], features: [CreateVisualFeatures(0)]);
        Assert.Equal([one, other], Assert.Single(await FindAsync()).VideoIds);
    }

    [Fact]
    public async Task Groups_come_surest_first_each_joined_by_one_pair_less_than_it_has_videos_and_follow_what_is_added_and_deleted()
    {
        var near = await _world.AddAsync("near.mp4", 6, [], features: [CreateVisualFeatures(100)]);
        var nearer = await _world.AddAsync("near copy.mp4", 6, [], features: [CreateVisualFeatures(110)]);
        string[] same =
        [
            await _world.AddAsync("a.mp4", 6, [], features: [CreateVisualFeatures(0)]),
            await _world.AddAsync("b.mp4", 6, [], features: [CreateVisualFeatures(1)]),
            await _world.AddAsync("c.mp4", 6, [], features: [CreateVisualFeatures(2)]),
        ];
        var groups = await FindAsync();
        Assert.Equal([same, [near, nearer]], groups.Select(group => group.VideoIds.ToArray()));
        Assert.Equal([2, 1], groups.Select(group => group.Pairs.Count));
        await _world.Stores.Videos.DeleteAsync(SearchTestBed.Tenant, _world.IndexId, near, CancellationToken.None);
        Assert.Equal(same, Assert.Single(await FindAsync()).VideoIds);
    }

    private async Task<IReadOnlyList<DuplicateGroup>> FindAsync(double? similarity = null, double overlap = 0.5) =>
        (await _world.Duplicates.FindAsync(SearchTestBed.Tenant, _world.IndexId, similarity, overlap, CancellationToken.None))!;
}
