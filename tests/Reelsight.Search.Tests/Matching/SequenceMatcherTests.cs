using Reelsight.Core;
using Reelsight.Search.Matching;
using Reelsight.Search.Query;
using static Reelsight.Search.Tests.SampleEvidence;
using static Reelsight.Search.Tests.SampleFootage;

namespace Reelsight.Search.Tests.Matching;

[Collection(SharedModelsCollection.Name)]
public sealed class SequenceMatcherTests(SharedModels models) : IAsyncLifetime
{
    private SearchTestBed _world = null!;

    public async ValueTask InitializeAsync() => _world = await SearchTestBed.CreateAsync(models);

    public ValueTask DisposeAsync()
    {
        _world.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("a car, then a person")]
    [InlineData("a car then a person within 10 seconds")]
    [InlineData("a car followed by a person")]
    [InlineData("a car followed within 10 s by a person")]
    [InlineData("a car before a person")]
    [InlineData("a person after a car")]
    [InlineData("a person at most 10 seconds after a car")]
    [InlineData("a car, 5 seconds later a person")]
    [InlineData("first a car, then a person")]
    [InlineData("a car and then a person within a minute")]
    [InlineData("a car; shortly afterwards a person")]
    public async Task An_order_in_time_is_one_moment_from_the_first_to_the_last(string query)
    {
        await _world.AddAsync("car-person.mp4", 60, [CreateObject("car", 10, 14), CreateObject("person", 18, 22)]);
        await _world.AddAsync("person-car.mp4", 60, [CreateObject("person", 10, 14), CreateObject("car", 18, 22)]);
        await _world.AddAsync("car.mp4", 60, [CreateObject("car", 10, 14)]);
        var moment = Assert.Single((await _world.SearchAsync(query)).Moments);
        Assert.Equal((10, 22), (moment.StartSec, moment.EndSec));
        Assert.Equal(Confidence.High, moment.Confidence);
        var order = Assert.Single(moment.Reasons, reason => reason.Kind == ReasonKind.Order);
        Assert.StartsWith("4.0 s later", order.How, StringComparison.Ordinal);
        Assert.Contains(moment.Reasons, reason => (reason.Query, reason.StartSec, reason.EndSec) == ("person", 18, 22));
    }

    [Theory]
    [InlineData("a car, then a person within 3 seconds", 0)]
    [InlineData("a car, then a person within 4 seconds", 1)]
    [InlineData("a car right before a person", 1)]
    [InlineData("a car, then a person", 1)]
    public async Task The_distance_in_time_is_checked(string query, int found)
    {
        await _world.AddAsync("near.mp4", 200, [CreateObject("car", 10, 14), CreateObject("person", 18, 22)]);
        await _world.AddAsync("far.mp4", 200, [CreateObject("car", 10, 14), CreateObject("person", 120, 122)]);
        var result = await _world.SearchAsync(query);
        Assert.Equal(found, result.Moments.Count);
        Assert.True(found > 0 || result.QueryReading.Note!.Contains("Allow more time", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Three_things_are_found_in_their_order_only()
    {
        var ids = await AddAsync(_world);
        var moment = Assert.Single((await _world.SearchAsync("apple, then broccoli, then an orange")).Moments);
        Assert.Equal((ids[Fruit], 0, 13.4), (moment.VideoId, moment.StartSec, moment.EndSec));
        Assert.Empty((await _world.SearchAsync("orange, then broccoli")).Moments);
        Assert.Empty((await _world.SearchAsync("apple, then an elephant")).Moments);
    }

    [Fact]
    public async Task The_same_thing_twice_needs_two_intervals()
    {
        await AddAsync(_world);
        Assert.Equal(2, (await _world.SearchAsync("a car, then a car")).Moments.Count);
        await _world.AddAsync("still.mp4", 30, [CreateObject("dog", 0, 30)]);
        Assert.Empty((await _world.SearchAsync("a dog, then a dog")).Moments);
    }

    [Fact]
    public async Task While_is_where_both_are()
    {
        await _world.AddAsync("both.mp4", 40, [CreateObject("dog", 0, 20), CreateObject("cat", 15, 30)]);
        var moment = Assert.Single((await _world.SearchAsync("a dog while a cat is there")).Moments);
        Assert.Equal((15, 20), (moment.StartSec, moment.EndSec));
    }

    [Fact]
    public async Task Words_said_may_come_before_things_seen()
    {
        await _world.AddAsync("show.mp4", 40, [CreateSpeech("here comes the surprise", 3, 5), CreateObject("dog", 9, 14)]);
        var moment = Assert.Single((await _world.SearchAsync("\"surprise\" then a dog")).Moments);
        Assert.Equal((3, 14), (moment.StartSec, moment.EndSec));
    }

    [Fact]
    public async Task Between_mere_words_there_is_no_order_unless_they_are_quoted()
    {
        await _world.AddAsync(
            "talk.mp4",
            40,
            [CreateSpeech("see you the day after tomorrow", 3, 5), CreateSpeech("the weather today", 9, 14)]
        );
        Assert.Equal(3, (await _world.SearchAsync("the day after tomorrow")).Moments[0].StartSec);
        Assert.Equal(
            (3, 14),
            Assert.Single((await _world.SearchAsync("\"tomorrow\" then \"weather\"")).Moments) is var moment
                ? (moment.StartSec, moment.EndSec)
                : default
        );
    }

    [Theory]
    [InlineData("the day before")]
    [InlineData("after all")]
    [InlineData("then")]
    [InlineData("before and after")]
    [InlineData("followed by")]
    [InlineData("within 10 seconds")]
    [InlineData("car within 10 seconds then")]
    [InlineData("then then then car then then")]
    [InlineData("before before car after after")]
    public async Task Words_of_order_without_two_things_are_ordinary_words(string query) =>
        Assert.NotNull((await _world.SearchAsync(query)).QueryReading);

    [Fact]
    public async Task Long_presence_gives_the_moment_its_end_and_no_more()
    {
        await _world.AddAsync("long.mp4", 600, [CreateObject("person", 0, 300), CreateObject("dog", 310, 590)]);
        var moment = Assert.Single((await _world.SearchAsync("a person, then a dog")).Moments);
        Assert.Equal((280, 330), (moment.StartSec, moment.EndSec));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Work_grows_with_the_intervals_and_not_with_their_pairs(bool isSameTime)
    {
        const int Many = 20_000;
        static List<ScoredInterval> Pieces(double from) =>
            [
                .. Enumerable
                    .Range(0, Many)
                    .Select(i => new ScoredInterval(from + i * 4, from + i * 4 + 2, 50, Confidence.Low, Modalities.Visual, true)),
            ];
        var onStep = 0;
        var link = new TemporalLink(isSameTime, 60);
        var matches = SequenceMatcher.FindMatches([Pieces(0), Pieces(1), Pieces(1.5)], [link, link], () => onStep++);
        Assert.InRange(matches.Count, Many / 2, 2 * Many);
        Assert.InRange(onStep, Many, 8 * Many);
    }

    [Fact]
    public void Of_any_intervals_exactly_those_pairs_are_found_that_keep_order_and_distance()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var (first, second) = (CreateRandomIntervals(random), CreateRandomIntervals(random));
            var within = random.Next(1, 12);
            var matches = SequenceMatcher.FindMatches([first, second], [new TemporalLink(false, within)]);
            bool Fits(ScoredInterval a, ScoredInterval b) => a.Start < b.Start && a.End < b.End && b.Start - a.End <= within;
            Assert.All(matches, match =>
                Assert.Contains(first, a => second.Any(b => Fits(a, b) && b.Start == match.StepIntervals[1].Start))
            );
            // Whatever has an answer is answered: by a chain that begins no earlier and ends no later.
            foreach (var a in first)
            {
                foreach (var b in second.Where(b => Fits(a, b)))
                {
                    Assert.Contains(matches, match => match.Start >= a.Start && match.StepIntervals[1].Start <= b.Start);
                }
            }
        }
    }

    private static List<ScoredInterval> CreateRandomIntervals(Random random)
    {
        var intervals = new List<ScoredInterval>();
        var at = 0.0;
        for (var i = random.Next(1, 8); i > 0; i--)
        {
            at += 1 + random.Next(0, 10);
            var end = at + random.Next(1, 8);
            intervals.Add(new ScoredInterval(at, end, 50, Confidence.Low, Modalities.Visual, true));
            at = end;
        }
        return intervals;
    }
}
