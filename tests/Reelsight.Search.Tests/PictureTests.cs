using Reelsight.Storage;
using static Reelsight.Search.Tests.Facts;

namespace Reelsight.Search.Tests;

/// <summary>
/// Searching with pictures and entities. Looks are directions in a plane: the cosine of two is that of the angle between them.
/// </summary>
[Collection(SharedPartsCollection.Name)]
public sealed class PictureTests(SharedParts parts) : IAsyncLifetime
{
    private const Modalities Both = Modalities.Visual | Modalities.Audio;
    private World _world = null!;

    public async Task InitializeAsync() =>
        _world = await World.CreateAsync(
            parts,
            new SearchOptions
            {
                LookFloor = 0.7,
                LookFloorWithThings = 0.6,
                SameLook = 0.8,
            }
        );

    public Task DisposeAsync()
    {
        _world.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_clip_that_looks_like_a_picture_is_found_with_the_similarity_and_no_other()
    {
        await _world.AddAsync("other.mp4", 12, [], looks: [Look(90), Look(60)]);
        var video = await _world.AddAsync("film.mp4", 18, [], looks: [Look(90), Look(2), Look(170)]);
        var moment = Assert.Single((await SearchAsync("", [Shows(Look(0))])).Moments);
        Assert.Equal((video, 6.0, 12.0), (moment.VideoId, moment.StartSec, moment.EndSec));
        Assert.Equal(Confidence.High, moment.Confidence);
        var reason = Assert.Single(moment.Reasons);
        Assert.Equal((ReasonKind.LookAlike, "query.jpg", "the same footage or scene (1.00)"), (reason.Kind, reason.Query, reason.How));
        Assert.Equal((6.0, 12.0), (reason.StartSec, reason.EndSec));
    }

    [Fact]
    public async Task What_is_only_somewhat_alike_comes_after_and_is_less_sure()
    {
        var near = await _world.AddAsync("near.mp4", 6, [], looks: [Look(42)]);
        var same = await _world.AddAsync("same.mp4", 6, [], looks: [Look(10)]);
        var moments = (await SearchAsync("", [Shows(Look(0))])).Moments;
        Assert.Equal([(same, Confidence.High), (near, Confidence.Medium)], moments.Select(m => (m.VideoId, m.Confidence)));
    }

    [Fact]
    public async Task Things_of_the_picture_are_found_where_nothing_looks_alike_but_only_as_a_guess()
    {
        var video = await _world.AddAsync("dog.mp4", 12, [Object("dog", 7, 11)], looks: [Look(90), Look(90)]);
        await _world.AddAsync("car.mp4", 6, [Object("car", 1, 5)], looks: [Look(90)]);
        var moment = Assert.Single((await SearchAsync("", [Shows(Look(0), ("dog", 0.9), ("frisbee", 0.3))])).Moments);
        Assert.Equal((video, 7.0, 11.0, Confidence.Low), (moment.VideoId, moment.StartSec, moment.EndSec, moment.Confidence));
        Assert.Equal([(ReasonKind.Object, "dog", "seen in both")], moment.Reasons.Select(r => (r.Kind, r.Found, r.How)));
        Assert.Empty((await SearchAsync("", [Shows(Look(0), ("dog", 0.7), ("person", 0.9), ("bench", 0.8))])).Moments);
    }

    [Fact]
    public async Task A_like_background_with_other_things_in_front_is_no_sure_match()
    {
        await _world.AddAsync("fruit.mp4", 6, [Object("apple", 0, 6)], looks: [Look(0)]);
        var moment = Assert.Single((await SearchAsync("", [Shows(Look(0), ("bottle", 0.9))])).Moments);
        Assert.NotEqual(Confidence.High, moment.Confidence);
        var sure = await _world.AddAsync("bottle.mp4", 6, [Object("bottle", 0, 6)], looks: [Look(0)]);
        Assert.Equal(sure, (await SearchAsync("", [Shows(Look(0), ("bottle", 0.9))])).Moments[0].VideoId);
    }

    [Fact]
    public async Task A_picture_like_nothing_finds_nothing_and_the_reading_says_so()
    {
        await _world.AddAsync("film.mp4", 6, [Object("car", 0, 6)], looks: [Look(90)]);
        var result = await SearchAsync("", [Shows(Look(0), ("elephant", 0.9))]);
        Assert.Empty(result.Moments);
        Assert.Contains("query.jpg", result.Reading.Note, StringComparison.Ordinal);
        Assert.Contains("elephant", result.Reading.Note, StringComparison.Ordinal);
        Assert.Contains(result.Reading.Understood, line => line.Contains("query.jpg", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Text_and_picture_together_put_what_answers_both_first_and_what_answers_one_far_behind()
    {
        var looks = await _world.AddAsync("looks.mp4", 6, [], looks: [Look(1)]);
        var says = await _world.AddAsync("says.mp4", 6, [Object("dog", 0, 6)], looks: [Look(90)]);
        var both = await _world.AddAsync("both.mp4", 6, [Object("dog", 0, 6)], looks: [Look(1)]);
        var moments = (await SearchAsync("dog", [Shows(Look(0))])).Moments;
        Assert.Equal(both, moments[0].VideoId);
        Assert.Equal(Confidence.High, moments[0].Confidence);
        Assert.Equal([looks, says], moments.Skip(1).Select(m => m.VideoId).Order(StringComparer.Ordinal));
        Assert.All(moments.Skip(1), m => Assert.True(m.Score <= 50 && m.Confidence == Confidence.Low));
        Assert.Equal([ReasonKind.LookAlike, ReasonKind.Object], moments[0].Reasons.Select(r => r.Kind).Order().Reverse());
    }

    [Fact]
    public async Task With_and_a_moment_answers_the_text_each_picture_and_each_entity()
    {
        var both = await _world.AddAsync("both.mp4", 12, [Object("dog", 0, 12)], looks: [Look(30), Look(30)]);
        await _world.AddAsync("one.mp4", 6, [Object("dog", 0, 6)], looks: [Look(-20)]);
        await _world.AddAsync("nobody.mp4", 12, [], looks: [Look(30), Look(30)]);
        QueryPicture[] two = [Shows(Look(0)), Shows(Look(60))];
        await OnlyAsync("dog", two, []);
        await OnlyAsync("dog", two[..1], two[1..]);
        await OnlyAsync("dog", [], two);

        async Task OnlyAsync(string text, QueryPicture[] pictures, QueryPicture[] entities)
        {
            var or = await SearchAsync(text, pictures, entities, q => q with { Modalities = Modalities.Visual });
            var and = await SearchAsync(text, pictures, entities, q => q with { Modalities = Modalities.Visual, RequireEvery = true });
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
    public async Task Any_of_several_pictures_will_do()
    {
        var first = await _world.AddAsync("first.mp4", 6, [], looks: [Look(1)]);
        var second = await _world.AddAsync("second.mp4", 6, [], looks: [Look(91)]);
        var moments = (await SearchAsync("", [Shows(Look(0), name: "a.png"), Shows(Look(90), name: "b.png")])).Moments;
        Assert.Equal([(first, "a.png"), (second, "b.png")], moments.Select(m => (m.VideoId, m.Reasons.Single().Query)).Order());
        Assert.All(moments, m => Assert.Equal(Confidence.High, m.Confidence));
    }

    [Fact]
    public async Task An_entity_is_the_mean_of_its_pictures_and_what_most_of_them_show()
    {
        var entity = QueryPicture.MeanOf(
            "ann",
            [Shows(Look(0), ("person", 0.9), ("car", 0.8)), Shows(Look(60), ("person", 0.7)), Shows(Look(30), ("person", 0.8))]
        );
        Assert.Equal(Look(30)[0], entity.LookAlike[0], 3);
        Assert.Equal("person", entity.Objects[0].Label);
        Assert.Equal(0.8, entity.Objects[0].Confidence, 3);
        Assert.True(entity.Objects[1].Confidence < 0.5);
        var video = await _world.AddAsync("film.mp4", 6, [], looks: [Look(30)]);
        Assert.Equal(video, Assert.Single((await SearchAsync("", [], [entity])).Moments).VideoId);
        Assert.Throws<ArgumentException>(() => QueryPicture.MeanOf("nobody", []));
    }

    [Fact]
    public async Task Pictures_are_seen_not_heard_and_keep_to_the_filter()
    {
        await _world.AddAsync("film.mp4", 6, [], looks: [Look(0)]);
        var kept = await _world.AddAsync("kept.mp4", 6, [], looks: [Look(0)]);
        Assert.Empty((await SearchAsync("", [Shows(Look(0))], with: q => q with { Modalities = Modalities.Audio })).Moments);
        Assert.Empty((await SearchAsync("", [Shows(Look(0))], with: q => q with { RequireEvery = true })).Moments);
        var filtered = await SearchAsync("", [Shows(Look(0))], with: q => q with { Filter = new VideoFilter { Ids = [kept] } });
        Assert.Equal(kept, Assert.Single(filtered.Moments).VideoId);
        Assert.Equal(1, filtered.PoolVideos);
    }

    [Fact]
    public async Task Looks_follow_what_comes_goes_and_is_described_anew()
    {
        var hash = _world.NewHash();
        var video = await _world.AddAsync("film.mp4", 6, [], hash, looks: [Look(90)]);
        Assert.Empty((await SearchAsync("", [Shows(Look(0))])).Moments);
        await _world.Stores.Described.PutAsync(World.Tenant, hash, "2", _world.Describe(6, [], [Look(0)]), default);
        var later = await _world.AddAsync("later.mp4", 6, [], looks: [Look(0)]);
        await _world.AddAsync("sound.mp3", 6, [Said("hello", 0, 2)]);
        Assert.Equal([video, later], (await SearchAsync("", [Shows(Look(0))])).Moments.Select(m => m.VideoId));
        await _world.Stores.Videos.DeleteAsync(World.Tenant, _world.IndexId, video, default);
        Assert.Equal(later, Assert.Single((await SearchAsync("", [Shows(Look(0))])).Moments).VideoId);
    }

    [Fact]
    public async Task More_pictures_than_a_query_takes_are_a_mistake_of_the_caller()
    {
        var many = Enumerable.Repeat(Shows(Look(0)), SearchQuery.MostPictures + 1).ToArray();
        await Assert.ThrowsAsync<ArgumentException>(() => SearchAsync("", many));
        await SearchAsync(
            "a long text about a dog and a cat near a car with a person on a bench under a clock",
            many[1..],
            many[..SearchQuery.MostEntities]
        );
    }

    private static QueryPicture Shows(float[] look, params (string Label, double Confidence)[] things) => Shows(look, "query.jpg", things);

    private static QueryPicture Shows(float[] look, string name, params (string Label, double Confidence)[] things) =>
        new(name, look, [.. things.Select(thing => new PicturedObject(thing.Label, thing.Confidence))]);

    private Task<SearchResult> SearchAsync(
        string text,
        QueryPicture[] pictures,
        QueryPicture[]? entities = null,
        Func<SearchQuery, SearchQuery>? with = null
    ) => _world.SearchAsync(text, Both, q => (with ?? (same => same))(q with { Pictures = pictures, Entities = entities ?? [] }));
}
