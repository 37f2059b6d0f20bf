using Reelsight.Core;
using Reelsight.Core.Descriptions;
using static Reelsight.Search.Tests.SampleEvidence;

namespace Reelsight.Search.Tests.Matching;

/// <summary>How people hold their bodies and what they wear, as questions ask for it.</summary>
[Collection(SharedModelsCollection.Name)]
public sealed class BodyMatcherTests(SharedModels models) : IAsyncLifetime
{
    private SearchTestBed _world = null!;

    public async ValueTask InitializeAsync() => _world = await SearchTestBed.CreateAsync(models);

    public ValueTask DisposeAsync()
    {
        _world.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("a person sitting", 6, 12, true)]
    [InlineData("seated person", 6, 12, true)]
    [InlineData("a person standing", 0, 6, true)]
    [InlineData("somebody with arms raised", 2, 4, false)]
    [InlineData("person raising a hand", 2, 4, false)]
    [InlineData("sitting", 6, 12, true)]
    public async Task A_posture_is_found_when_it_is_held_and_those_that_are_often_mistaken_are_unsure(
        string query,
        double start,
        double end,
        bool isSure
    )
    {
        await AddAsync(new BodyDescription { Postures = [new("standing", 0, 6), new("arms raised", 2, 4), new("sitting", 6, 12)] });
        var moment = (await _world.SearchAsync(query)).Moments[0];
        Assert.Equal((start, end), (moment.StartSec, moment.EndSec));
        Assert.Equal(isSure, moment.Confidence > Confidence.Low);
    }

    [Theory]
    [InlineData("a person lying on the floor")]
    [InlineData("a person sitting")]
    [InlineData("person bending over")]
    public async Task Who_is_seen_in_another_posture_is_not_found(string query)
    {
        await AddAsync(new BodyDescription { Postures = [new("standing", 0, 12)] });
        Assert.Empty((await _world.SearchAsync(query)).Moments);
    }

    [Theory]
    [InlineData("a person lying on the floor")]
    [InlineData("person in a red shirt")]
    [InlineData("person with arms raised")]
    public async Task Where_it_cannot_be_told_a_person_is_an_unsure_hit_that_says_so(string query)
    {
        await AddAsync(null);
        await AddAsync(new BodyDescription());
        var moments = (await _world.SearchAsync(query)).Moments;
        Assert.Equal(2, moments.Count);
        Assert.All(moments, moment => Assert.Equal(Confidence.Low, moment.Confidence));
        Assert.All(moments, moment => Assert.Contains("of unknown", moment.Reasons[0].Found, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a person in a blue shirt", true)]
    [InlineData("person wearing black trousers", true)]
    [InlineData("a person in a blue shirt and black trousers", true)]
    [InlineData("a person in a black shirt", false)]
    [InlineData("blue jeans", false)]
    public async Task Clothes_are_told_apart_by_where_they_are_worn(string query, bool isFound)
    {
        await AddAsync(new BodyDescription { UpperColours = ["blue"], LowerColours = ["black", "grey"] });
        var moments = (await _world.SearchAsync(query)).Moments;
        Assert.Equal(isFound, moments.Count > 0);
        Assert.True(!isFound || moments[0].Confidence > Confidence.Low);
    }

    [Fact]
    public async Task A_dog_or_a_car_that_stands_is_one_that_does_not_move()
    {
        var still = await _world.AddAsync("still.mp4", 12, [CreateObject("dog", 0, 12)]);
        await _world.AddAsync("run.mp4", 12, [CreateObject("dog", 0, 12, moving: true)]);
        foreach (var query in new[] { "a dog standing", "sitting dog" })
        {
            var first = (await _world.SearchAsync(query)).Moments[0];
            Assert.Equal(still, first.VideoId);
            Assert.Equal("dog, not moving", first.Reasons[0].Found);
        }
    }

    private Task<string> AddAsync(BodyDescription? body) =>
        _world.AddAsync("room.mp4", 12, [CreateObject("person", 0, 12, score: 0.95f) with { Body = body }]);
}
