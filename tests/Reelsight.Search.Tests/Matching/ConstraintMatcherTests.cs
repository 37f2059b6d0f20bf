using Reelsight.Core;
using static Reelsight.Search.Tests.SampleEvidence;
using static Reelsight.Search.Tests.SampleFootage;

namespace Reelsight.Search.Tests.Matching;

[Collection(SharedModelsCollection.Name)]
public sealed class ConstraintMatcherTests(SharedModels models) : IAsyncLifetime
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
    [InlineData("bottles without people")]
    [InlineData("bottle, no people")]
    [InlineData("bottles but no people")]
    [InlineData("a bottle except when a person is there")]
    [InlineData("bottle -person")]
    public async Task What_is_excluded_is_in_no_moment(string query)
    {
        var moments = (await _world.SearchAsync(query)).Moments;
        Assert.NotEmpty(moments);
        foreach (
            var (start, end) in new[] { (6.0, 7.2), (11.0, 13.2), (16.0, 17.8), (21.0, 23.2), (26.0, 27.7), (31.0, 32.0), (35.0, 37.0) }
        )
        {
            Assert.DoesNotContain(moments, moment => moment.StartSec < end - 0.01 && start + 0.01 < moment.EndSec);
        }
        Assert.All(moments, moment =>
        {
            Assert.Contains(moment.Reasons, reason => reason.Kind == ReasonKind.Absence);
            Assert.NotEqual(Confidence.High, moment.Confidence);
        });
    }

    [Fact]
    public async Task Cars_but_not_trucks_leaves_cars_out_only_where_a_truck_is_seen()
    {
        var id = await _world.AddAsync("road.mp4", 20, [CreateObject("car", 0, 20), CreateObject("truck", 8, 12)]);
        var found = (await _world.SearchAsync("cars but not trucks")).Moments.Where(moment => moment.VideoId == id);
        Assert.Equal([(0, 8), (12, 20)], found.OrderBy(m => m.StartSec).Select(m => (m.StartSec, m.EndSec)));
    }

    [Fact]
    public async Task An_excluded_colour_leaves_other_colours()
    {
        var moments = (await _world.SearchAsync("a car that is not red")).Moments;
        Assert.NotEmpty(moments);
        Assert.All(moments, moment => Assert.Equal(_ids[Cars], moment.VideoId));
        var restricted = (await _world.SearchAsync("car without red cars")).Moments;
        Assert.DoesNotContain(restricted, moment => moment.StartSec < 18 && moment.EndSec > 15);
    }

    [Fact]
    public async Task An_exclusion_alone_is_answered_where_the_thing_is_not_seen_and_as_a_guess()
    {
        var result = await _world.SearchAsync("no cars");
        var inCars = result.Moments.Where(moment => moment.VideoId == _ids[Cars]).OrderBy(moment => moment.StartSec).ToList();
        Assert.Equal((0.0, 4.0), (inCars[0].StartSec, inCars[0].EndSec));
        Assert.All(result.Moments, moment => Assert.Equal(Confidence.Low, moment.Confidence));
        Assert.Contains("without cars: car not in view", result.QueryReading.Understood);
    }

    [Fact]
    public async Task What_cannot_be_known_to_be_absent_is_no_answer_by_itself()
    {
        var result = await _world.SearchAsync("without snow");
        Assert.Empty(result.Moments);
        Assert.Contains("name a thing to look for", result.QueryReading.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_before_a_word_that_is_no_thing_is_part_of_what_is_said()
    {
        var id = await _world.AddAsync("sign.mp4", 12, [CreateOnScreenText("NO ENTRY", 2, 6), CreateSpeech("there is no problem", 7, 9)]);
        Assert.Contains((await _world.SearchAsync("no entry")).Moments, moment => moment.VideoId == id && moment.StartSec == 2);
        Assert.Contains((await _world.SearchAsync("no problem")).Moments, moment => moment.VideoId == id && moment.StartSec == 7);
    }

    [Fact]
    public async Task A_word_with_a_minus_must_be_neither_said_nor_written()
    {
        await _world.AddAsync(
            "safety.mp4",
            20,
            [CreateOnScreenText("wear a helmet", 0, 4), CreateOnScreenText("wear a helmet and gloves", 10, 14)]
        );
        var moment = Assert.Single((await _world.SearchAsync("helmet -gloves")).Moments);
        Assert.Equal((0.0, 4.0), (moment.StartSec, moment.EndSec));
        Assert.Single((await _world.SearchAsync("helmet -\"and gloves\"")).Moments);
    }

    [Fact]
    public async Task What_is_left_of_a_piece_keeps_its_range_inside_the_video_and_never_flickers()
    {
        await _world.AddAsync(
            "busy.mp4",
            30,
            [CreateObject("dog", 0, 30), .. Enumerable.Range(0, 14).Select(i => CreateObject("cat", i * 2 + 0.6, i * 2 + 1.6))]
        );
        Assert.All((await _world.SearchAsync("dog without cats")).Moments, moment => Assert.True(moment.EndSec - moment.StartSec >= 1));
    }

    [Theory]
    [InlineData("person without sound", 0, 5)]
    [InlineData("no speech", 0, 8)]
    [InlineData("silent", 0, 5)]
    [InlineData("loud", 8, 10)]
    [InlineData("a person talking", 10, 12)]
    [InlineData("cat at night", 12, 16)]
    [InlineData("dark scene", 12, 16)]
    [InlineData("cat during the day", 6, 10)]
    public async Task Sound_and_brightness_are_measured_conditions(string query, double from, double to)
    {
        var id = await _world.AddAsync(
            "measured.mp4",
            16,
            [CreateObject("person", 0, 16), CreateObject("cat", 6, 16), CreateSpeech("hello to everybody here", 10, 12)],
            with: described =>
                described with
                {
                    LoudnessDb = [-90, -90, -90, -90, -90, -30, -30, -30, -5, -5, -20, -20, -30, -30, -30, -30],
                    Brightness = [.. Enumerable.Repeat(0.5f, 12), .. Enumerable.Repeat(0.08f, 4)],
                }
        );
        var found = (await _world.SearchAsync(query))
            .Moments.Where(moment => moment.VideoId == id)
            .OrderBy(moment => moment.StartSec)
            .ToList();
        Assert.NotEmpty(found);
        Assert.InRange(found[0].StartSec, from - 0.01, to);
        Assert.True(found[0].EndSec <= to + 2, $"{found[0].EndSec}");
        Assert.Contains(found[0].Reasons, reason => reason.Kind is ReasonKind.Sound or ReasonKind.Brightness);
    }

    [Theory]
    [InlineData("loud", 8, 9)]
    [InlineData("silence", 0, 2)]
    [InlineData("somebody speaks", 4, 6)]
    [InlineData("a woman talking", 4, 6)]
    [InlineData("talking about apples", 4, 6)]
    [InlineData("somebody talking about apples", 4, 6)]
    public async Task What_is_heard_is_answered_without_anything_seen(string query, double from, double to)
    {
        var id = await _world.AddAsync("heard.mp4", 10, [CreateSpeech("these apples are ripe", 4, 6)], with: described =>
            described with
            {
                LoudnessDb = [-90, -90, -30, -30, -20, -20, -30, -30, -5, -30],
            }
        );
        var moment = Assert.Single((await _world.SearchAsync(query, Modalities.Audio)).Moments, moment => moment.VideoId == id);
        Assert.Equal((from, to), (moment.StartSec, moment.EndSec));
    }

    [Fact]
    public async Task Talking_about_what_nobody_says_is_answered_with_nothing()
    {
        await _world.AddAsync("heard.mp4", 10, [CreateSpeech("these apples are ripe", 4, 6)]);
        Assert.Empty((await _world.SearchAsync("somebody talking about elephants", Modalities.Audio)).Moments);
    }

    [Fact]
    public async Task Where_brightness_was_not_measured_night_is_not_answered()
    {
        var result = await _world.SearchAsync("car at night");
        Assert.Empty(result.Moments);
        Assert.NotEmpty(result.QueryReading.Note!);
    }

    [Fact]
    public async Task A_word_of_sound_or_night_in_what_somebody_says_stays_a_word()
    {
        var id = await _world.AddAsync("goodnight.mp4", 10, [CreateSpeech("good night and sleep well", 2, 5)]);
        Assert.Contains((await _world.SearchAsync("good night", Modalities.Transcription)).Moments, moment => moment.VideoId == id);
    }
}
