using Reelsight.Core;
using static Reelsight.Search.Tests.SampleEvidence;

namespace Reelsight.Search.Tests.Matching;

[Collection(SharedModelsCollection.Name)]
public sealed class ObjectAttributeTests(SharedModels models) : IAsyncLifetime
{
    private SearchTestBed _world = null!;

    public async ValueTask InitializeAsync() => _world = await SearchTestBed.CreateAsync(models);

    public ValueTask DisposeAsync()
    {
        _world.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("two dogs", "two three")]
    [InlineData("exactly two dogs", "two")]
    [InlineData("only two dogs", "two")]
    [InlineData("at least two dogs", "three two")]
    [InlineData("more than two dogs", "three")]
    [InlineData("at most two dogs", "one two")]
    [InlineData("fewer than two dogs", "one")]
    [InlineData("exactly one dog", "one")]
    [InlineData("a single dog", "one")]
    [InlineData("several dogs", "three")]
    [InlineData("a few dogs", "three")]
    [InlineData("a pair of dogs", "two three")]
    public async Task A_number_means_what_it_says(string query, string found)
    {
        var names = new Dictionary<string, string>();
        foreach (var (name, count) in new[] { ("one", 1), ("two", 2), ("three", 3) })
        {
            names[await _world.AddAsync($"{count}.mp4", 6, Enumerable.Range(0, count).Select(_ => CreateObject("dog", 0, 6)))] = name;
        }
        var moments = (await _world.SearchAsync(query)).Moments.Select(moment => names[moment.VideoId]).ToList();
        Assert.Equal(found.Split(' ').Order(), moments.Order());
        Assert.True(query.StartsWith("two", StringComparison.Ordinal) ? moments[0] == "two" : moments.Count > 0);
    }

    [Fact]
    public async Task A_crowd_is_five_people_or_more()
    {
        await _world.AddAsync("four.mp4", 6, Enumerable.Range(0, 4).Select(_ => CreateObject("person", 0, 6)));
        var many = await _world.AddAsync("many.mp4", 6, Enumerable.Range(0, 7).Select(_ => CreateObject("person", 0, 6)));
        Assert.Equal(many, Assert.Single((await _world.SearchAsync("a crowd")).Moments).VideoId);
    }

    [Theory]
    [InlineData("dog on the left", "left", "left third")]
    [InlineData("dog on the left side of the picture", "left", "left third")]
    [InlineData("a dog at the right", "right", "right third")]
    [InlineData("dog in the top left corner", "left", "top left third")]
    [InlineData("dog at the bottom of the frame", "right", "bottom third")]
    [InlineData("dog in the centre", "middle", "centre")]
    public async Task A_zone_of_the_frame_is_measured_and_named(string query, string where, string named)
    {
        var ids = new Dictionary<string, string>
        {
            ["left"] = await _world.AddAsync("a.mp4", 6, [CreateObject("dog", 0, 6, at: _ => (0.05f, 0.05f, 0.2f, 0.2f))]),
            ["middle"] = await _world.AddAsync("b.mp4", 6, [CreateObject("dog", 0, 6, at: _ => (0.4f, 0.4f, 0.2f, 0.2f))]),
            ["right"] = await _world.AddAsync("c.mp4", 6, [CreateObject("dog", 0, 6, at: _ => (0.75f, 0.75f, 0.2f, 0.2f))]),
        };
        var first = (await _world.SearchAsync(query)).Moments[0];
        Assert.Equal(ids[where], first.VideoId);
        Assert.Equal(Confidence.High, first.Confidence);
        Assert.Equal($"dog, {named}", first.Reasons[0].Found);
        Assert.DoesNotContain((await _world.SearchAsync(query)).Moments, moment =>
            where != "middle" && moment.VideoId == ids[where == "left" ? "right" : "left"]
        );
    }

    [Fact]
    public async Task An_object_that_crosses_the_frame_is_on_the_left_only_while_it_is_there()
    {
        await _world.AddAsync(
            "cross.mp4",
            10,
            [CreateObject("dog", 0, 10, moving: true, at: time => ((float)time * 0.08f, 0.4f, 0.2f, 0.2f))]
        );
        var left = Assert.Single((await _world.SearchAsync("dog on the left")).Moments);
        var right = Assert.Single((await _world.SearchAsync("dog on the right")).Moments);
        Assert.Equal(0, left.StartSec);
        Assert.InRange(left.EndSec, 4.5, 5.5);
        Assert.InRange(right.StartSec, 5, 5.5);
        Assert.Equal(10, right.EndSec);
    }

    [Fact]
    public async Task The_middle_of_a_road_is_no_zone_of_the_frame()
    {
        var id = await _world.AddAsync("road.mp4", 6, [CreateObject("dog", 0, 6, at: _ => (0.0f, 0.8f, 0.1f, 0.1f))]);
        Assert.Equal(id, Assert.Single((await _world.SearchAsync("a dog in the middle of the road")).Moments).VideoId);
    }

    [Fact]
    public async Task Large_and_small_are_fractions_of_the_frame()
    {
        var near = await _world.AddAsync("near.mp4", 6, [CreateObject("dog", 0, 6, at: _ => (0.2f, 0.2f, 0.5f, 0.5f))]);
        var far = await _world.AddAsync("far.mp4", 6, [CreateObject("dog", 0, 6, at: _ => (0.2f, 0.2f, 0.08f, 0.08f))]);
        Assert.Equal((near, "dog, 25.2 % of the picture"), Only(await _world.SearchAsync("a large dog")));
        Assert.Equal(far, Only(await _world.SearchAsync("small dogs")).VideoId);
        Assert.Empty((await _world.SearchAsync("a big company")).Moments);
    }

    [Fact]
    public async Task Next_to_means_close_together_at_the_same_time()
    {
        var apart = await _world.AddAsync(
            "apart.mp4",
            6,
            [CreateObject("person", 0, 6, at: _ => (0, 0.3f, 0.1f, 0.3f)), CreateObject("car", 0, 6, at: _ => (0.7f, 0.3f, 0.2f, 0.2f))]
        );
        var close = await _world.AddAsync(
            "close.mp4",
            6,
            [
                CreateObject("person", 0, 6, at: _ => (0.3f, 0.3f, 0.1f, 0.3f)),
                CreateObject("car", 0, 6, at: _ => (0.42f, 0.35f, 0.2f, 0.2f)),
            ]
        );
        var moments = (await _world.SearchAsync("a person next to a car")).Moments;
        Assert.Equal([close, apart], moments.Select(moment => moment.VideoId));
        Assert.Equal(Confidence.High, moments[0].Confidence);
        Assert.Contains(moments[0].Reasons, reason => reason.Query == "person next to car");
        Assert.NotEqual(Confidence.High, moments[1].Confidence);
        Assert.Equal(
            2,
            (await _world.SearchAsync("a person to the left of a car")).Moments.Count(moment =>
                moment.Reasons.Any(reason => reason.Found == "person left of car")
            )
        );
    }

    [Fact]
    public async Task A_placed_thing_in_a_number_counts_only_those_in_place()
    {
        await _world.AddAsync(
            "spread.mp4",
            6,
            [CreateObject("dog", 0, 6, at: _ => (0.05f, 0.4f, 0.1f, 0.1f)), CreateObject("dog", 0, 6, at: _ => (0.8f, 0.4f, 0.1f, 0.1f))]
        );
        Assert.Empty((await _world.SearchAsync("two dogs on the left")).Moments);
        Assert.Single((await _world.SearchAsync("one dog on the left")).Moments);
    }

    private static (string VideoId, string Found) Only(SearchResult result)
    {
        var moment = Assert.Single(result.Moments);
        return (moment.VideoId, moment.Reasons[0].Found);
    }
}
