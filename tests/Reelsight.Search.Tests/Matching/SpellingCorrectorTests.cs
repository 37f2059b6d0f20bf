using Reelsight.Core;
using Reelsight.Search.Lexicon;
using static Reelsight.Search.Tests.SampleEvidence;

namespace Reelsight.Search.Tests.Matching;

[Collection(SharedModelsCollection.Name)]
public sealed class SpellingCorrectorTests(SharedModels models) : IAsyncLifetime
{
    private SearchTestBed _world = null!;
    private string _id = "";

    public async ValueTask InitializeAsync()
    {
        _world = await SearchTestBed.CreateAsync(models);
        _id = await _world.AddAsync(
            "words.mp4",
            60,
            [
                CreateOnScreenText("Welcome to the departures hall", 0, 4),
                CreateOnScreenText("TERMINOL 2", 10, 14),
                CreateSpeech("the anniversary is elegant", 20, 24),
                CreateOnScreenText("cat", 30, 34),
                CreateSpeech("Reelsight rocks", 40, 44),
            ]
        );
    }

    public ValueTask DisposeAsync()
    {
        _world.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("depatures", 0, "departures")]
    [InlineData("departrues", 0, "departures")]
    [InlineData("aniversarry", 20, "anniversary")]
    [InlineData("terminal", 10, "terminol")]
    [InlineData("reelsigth", 40, "reelsight")]
    [InlineData("reelsi", 40, "reelsight")]
    public async Task A_mistyped_or_misread_word_is_found_and_the_answer_says_what_was_read(string typed, double at, string read)
    {
        var result = await _world.SearchAsync(typed);
        var moment = Assert.Single(result.Moments);
        Assert.Equal((_id, at), (moment.VideoId, moment.StartSec));
        Assert.NotEqual(Confidence.High, moment.Confidence);
        Assert.Equal($"read as {read}", Assert.Single(moment.Reasons).How);
        Assert.Equal($"{typed}: not found as typed, read as {read}", Assert.Single(result.QueryReading.Understood));
    }

    [Theory]
    [InlineData("elephant")]
    [InlineData("cot")]
    [InlineData("xqzvyk")]
    [InlineData("hell")]
    public async Task Neither_short_words_nor_other_english_words_are_taken_for_what_is_there(string typed) =>
        Assert.Empty((await _world.SearchAsync(typed)).Moments);

    [Fact]
    public async Task A_corrected_word_is_weaker_than_the_exact_one()
    {
        var exact = (await _world.SearchAsync("departures")).Moments[0];
        var corrected = (await _world.SearchAsync("depatures")).Moments[0];
        Assert.True(corrected.Score < exact.Score);
        Assert.Equal(Confidence.High, exact.Confidence);
    }

    [Fact]
    public async Task Quoted_words_are_taken_as_typed() => Assert.Empty((await _world.SearchAsync("\"depatures\"")).Moments);

    [Theory]
    [InlineData("word", "word", 0)]
    [InlineData("word", "wrod", 1)]
    [InlineData("word", "words", 1)]
    [InlineData("word", "wod", 1)]
    [InlineData("word", "ward", 1)]
    [InlineData("word", "wards", 2)]
    [InlineData("word", "sword fish", null)]
    public void Edits_are_letters_wrong_missing_too_many_or_swapped(string a, string b, int? edits)
    {
        Assert.Equal(edits, EditDistance.Compute(a, b, 2));
        Assert.Equal(edits, EditDistance.Compute(b, a, 2));
    }
}
