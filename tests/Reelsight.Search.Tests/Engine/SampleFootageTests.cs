using Reelsight.Core;
using Reelsight.Core.Descriptions;
using static Reelsight.Search.Tests.SampleFootage;

namespace Reelsight.Search.Tests.Engine;

[Collection(SharedModelsCollection.Name)]
public sealed class SampleFootageTests(SharedModels models) : IAsyncLifetime
{
    private SearchTestBed _world = null!;
    private Dictionary<string, string> _ids = [];

    public async ValueTask InitializeAsync()
    {
        _world = await SearchTestBed.CreateAsync(models);
        _ids = await AddAsync(_world);
    }

    public ValueTask DisposeAsync()
    {
        _world.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("apple", Fruit, 0, 4.4)]
    [InlineData("broccoli", Fruit, 2, 6.7)]
    [InlineData("orange", Fruit, 9.9, 13.4)]
    [InlineData("fruit or vegetables on a conveyor", Fruit, 0, 13.4)]
    [InlineData("food", Fruit, 0, 13.4)]
    [InlineData("car", Cars, 4, 27.7)]
    [InlineData("vehicle", Cars, 4, 27.7)]
    [InlineData("two cars at once", Cars, 14.9, 18.0)]
    [InlineData("red car", Cars, 14.9, 18.0)]
    [InlineData("white car", Cars, 4, 27.7)]
    [InlineData("bottle", Bottles, 0, 39.85)]
    [InlineData("a hand taking a bottle", Bottles, 6, 37)]
    [InlineData("person in a shop", Aisle, 0, 8.86)]
    [InlineData("three people", Aisle, 3, 8.86)]
    [InlineData("worker walking", Worker, 0, 9.4)]
    [InlineData("people sitting at a table", Classroom, 0, 5.93)]
    public async Task What_the_clips_show_is_found_first(string query, string clip, double from, double to)
    {
        var result = await _world.SearchAsync(query);
        Assert.NotEmpty(result.Moments);
        var first = result.Moments[0];
        Assert.Equal(_ids[clip], first.VideoId);
        Assert.InRange(first.StartSec, from - 0.01, to);
        Assert.InRange(first.EndSec, from, to + 0.01);
        Assert.NotEmpty(first.Reasons);
    }

    [Theory]
    [InlineData("elephant")]
    [InlineData("spaceship")]
    [InlineData("wedding dance")]
    [InlineData("people dancing at a wedding")]
    [InlineData("an elephant near a car")]
    [InlineData("blue car")]
    [InlineData("ten people")]
    [InlineData("object")]
    [InlineData("entity")]
    [InlineData("")]
    [InlineData("the of and")]
    public async Task What_the_clips_do_not_show_gives_nothing_and_a_sentence(string query)
    {
        var result = await _world.SearchAsync(query);
        Assert.Empty(result.Moments);
        Assert.NotEmpty(result.QueryReading.Note!);
        Assert.Equal(6, result.PoolVideos);
    }

    [Fact]
    public async Task A_red_car_is_not_answered_with_white_ones()
    {
        var result = await _world.SearchAsync("red car");
        var moment = Assert.Single(result.Moments);
        Assert.Equal((14.9, 18.0), (moment.StartSec, moment.EndSec));
        Assert.Equal(Confidence.High, moment.Confidence);
        Assert.Equal("car, red", Assert.Single(moment.Reasons, r => r.Kind == ReasonKind.Object).Found);
    }

    [Fact]
    public async Task Hands_at_a_bottle_rank_above_bottles_alone()
    {
        var result = await _world.SearchAsync("a hand taking a bottle");
        var hands = result.Moments.TakeWhile(m => m.Reasons.Any(r => r.Query == "hand")).ToList();
        Assert.Equal(7, hands.Count);
        Assert.Contains(result.Moments, m => m.Reasons.All(r => r.Query != "hand"));
    }

    [Fact]
    public async Task Exactly_the_number_asked_for_ranks_above_more()
    {
        var result = await _world.SearchAsync("two bottles");
        Assert.StartsWith("2 ×", result.Moments[0].Reasons[0].Found, StringComparison.Ordinal);
        Assert.Contains(result.Moments, m => m.Reasons[0].Found.StartsWith("3 ×", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Moments, m => m.StartSec >= 18 && m.EndSec <= 21);
    }

    [Fact]
    public async Task Long_evidence_is_cut_at_the_borders_of_clips()
    {
        var result = await _world.SearchAsync("bottle");
        Assert.All(result.Moments, m => Assert.InRange(m.EndSec - m.StartSec, 0.01, 20));
        Assert.Equal([(0, 18), (18, 36), (36, 39.85)], result.Moments.OrderBy(m => m.StartSec).Select(m => (m.StartSec, m.EndSec)));
    }

    [Fact]
    public async Task The_reading_names_what_was_understood_and_what_was_not()
    {
        var reading = (await _world.SearchAsync("fruit or vegetables on a conveyor")).QueryReading;
        Assert.Equal(["conveyor"], reading.NotUnderstood);
        Assert.Equal("fruit or vegetables: banana, apple, orange, broccoli, carrot", Assert.Single(reading.Understood));
        Assert.Null(reading.Note);
    }

    [Fact]
    public async Task Parked_cars_are_best_guesses_where_all_cars_move()
    {
        var result = await _world.SearchAsync("parked car");
        Assert.All(result.Moments, m => Assert.NotEqual(Confidence.High, m.Confidence));
    }

    [Fact]
    public async Task A_car_that_the_detector_takes_for_a_bus_is_a_best_guess_after_cars()
    {
        var id = await _world.AddAsync("park.mp4", 10, [SampleEvidence.CreateObject("bus", 0, 5, ["red"], score: 0.9f)]);
        var moments = (await _world.SearchAsync("red car")).Moments;
        Assert.Equal([_ids[Cars], id], moments.Select(m => m.VideoId));
        Assert.Equal(Confidence.Low, moments[1].Confidence);
        Assert.DoesNotContain((await _world.SearchAsync("bicycle")).Moments, m => m.VideoId == id);
    }

    [Fact]
    public async Task A_second_guess_is_found_and_says_so_and_never_with_high_confidence()
    {
        var ball = SampleEvidence.CreateObject("sports ball", 0, 4, score: 0.9f) with
        {
            Alternatives = [new AlternativeLabel("frisbee", 0.3)],
        };
        await _world.AddAsync("conveyor.mp4", 8, [ball]);
        var moment = Assert.Single((await _world.SearchAsync("frisbee")).Moments);
        Assert.NotEqual(Confidence.High, moment.Confidence);
        Assert.Contains("likelier sports ball", Assert.Single(moment.Reasons).How, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_object_with_two_labels_counts_once()
    {
        var cow = SampleEvidence.CreateObject("cow", 0, 4, score: 0.6f) with { Alternatives = [new AlternativeLabel("sheep", 0.5)] };
        await _world.AddAsync("meadow.mp4", 8, [cow]);
        Assert.Empty((await _world.SearchAsync("two animals")).Moments);
        await _world.AddAsync(
            "stable.mp4",
            8,
            [cow, SampleEvidence.CreateObject("sheep", 0, 4) with { Alternatives = [new AlternativeLabel("cow", 0.4)] }]
        );
        Assert.Single((await _world.SearchAsync("two cows")).Moments);
    }
}
