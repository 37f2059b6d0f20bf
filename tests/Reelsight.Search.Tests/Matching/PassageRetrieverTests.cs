using Reelsight.Core;
using Reelsight.Core.Descriptions;
using Reelsight.Storage.Stores;
using static Reelsight.Search.Tests.SampleEvidence;

namespace Reelsight.Search.Tests.Matching;

[Collection(SharedModelsCollection.Name)]
public sealed class PassageRetrieverTests(SharedModels models) : IAsyncLifetime
{
    private const Modalities Heard = Modalities.Audio | Modalities.Transcription;

    private SearchTestBed _world = null!;
    private string _talk = "";
    private string _screen = "";
    private string _street = "";

    public async ValueTask InitializeAsync()
    {
        _world = await SearchTestBed.CreateAsync(models);
        _talk = await _world.AddAsync(
            "talk.mp4",
            60,
            [
                CreateSpeech("Today we assemble the wooden shelf.", 0, 4),
                CreateSpeech("How old are you?", 10, 12),
                CreateSpeech("He ran to the bus with his safety helmet on.", 20, 24),
                CreateSpeech("Café prices keep rising.", 30, 33),
                CreateObject("person", 0, 30),
            ]
        );
        _screen = await _world.AddAsync(
            "screen.mp4",
            20,
            [CreateOnScreenText("SAFETY FIRST: wear a helmet", 2, 8), CreateOnScreenText("Exit", 10, 15)]
        );
        _street = await _world.AddAsync(
            "IMG_2041.mp4",
            12,
            [CreateObject("car", 1, 9, ["red"]), CreateSpeech("look at that car", 2, 4)],
            title: "Market street",
            metadataJson: """{"camera":"north"}"""
        );
    }

    public ValueTask DisposeAsync()
    {
        _world.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Spoken_words_are_found_in_any_inflection_with_range_and_transcription()
    {
        var result = await _world.SearchAsync("assembling shelves", Heard);
        var moment = result.Moments[0];
        Assert.Equal((_talk, 0, 4, Confidence.High), (moment.VideoId, moment.StartSec, moment.EndSec, moment.Confidence));
        Assert.Equal("Today we assemble the wooden shelf.", moment.Transcription);
        Assert.Equal((ReasonKind.Speech, "same words"), (moment.Reasons[0].Kind, moment.Reasons[0].How));
    }

    [Fact]
    public async Task A_paraphrase_is_found_by_meaning_and_never_with_high_confidence()
    {
        var moment = Assert.Single((await _world.SearchAsync("what is your age", Heard)).Moments);
        Assert.Equal((10, 12), (moment.StartSec, moment.EndSec));
        Assert.StartsWith("similar meaning (0.", moment.Reasons[0].How, StringComparison.Ordinal);
        Assert.NotEqual(Confidence.High, moment.Confidence);
    }

    [Fact]
    public async Task What_an_earlier_version_described_is_found_by_meaning_beside_what_this_one_does()
    {
        using var testBed = await SearchTestBed.CreateAsync(models);
        var ids = new List<string>();
        foreach (var texts in new SearchOptions().TextSpaces)
        {
            Evidence[] spoken = [CreateSpeech("How old are you?", 0, 3)];
            ids.Add(await testBed.AddAsync($"{texts.Name}.mp4", 6, spoken, with: _ => testBed.CreateDescription(6, spoken, texts: texts)));
        }

        var found = (await testBed.SearchAsync("what is your age", Heard)).Moments;
        Assert.Equal(ids.Order(), found.Select(moment => moment.VideoId).Order());
        Assert.All(found, moment => Assert.NotEqual(Confidence.High, moment.Confidence));
    }

    [Fact]
    public async Task Lexical_alone_does_not_find_by_meaning_and_semantic_alone_not_by_words()
    {
        Assert.Empty(
            (
                await _world.SearchAsync("what is your age", Modalities.Transcription, q =>
                    q with
                    {
                        Transcription = TranscriptionMatch.Lexical,
                    }
                )
            ).Moments
        );
        Assert.Empty(
            (
                await _world.SearchAsync("\"wooden shelf\"", Modalities.Transcription, q =>
                    q with
                    {
                        Transcription = TranscriptionMatch.Semantic,
                    }
                )
            ).Moments
        );
        Assert.Single(
            (
                await _world.SearchAsync("\"wooden shelf\"", Modalities.Transcription, q =>
                    q with
                    {
                        Transcription = TranscriptionMatch.Lexical,
                    }
                )
            ).Moments
        );
    }

    [Theory]
    [InlineData("\"safety helmet\"", "talk")]
    [InlineData("\"safety first\"", "screen")]
    [InlineData("\"first safety\"", "")]
    [InlineData("hel*", "talk screen")]
    [InlineData("elmet*", "")]
    [InlineData("cafe", "talk")]
    [InlineData("exit", "screen")]
    public async Task Phrases_prefixes_and_plain_words_are_found_where_they_are(string query, string where)
    {
        var names = new Dictionary<string, string>
        {
            [_talk] = "talk",
            [_screen] = "screen",
            [_street] = "street",
        };
        var found = (await _world.SearchAsync(query)).Moments.Select(m => names[m.VideoId]).Distinct().OrderDescending();
        Assert.Equal(where, string.Join(' ', found));
    }

    [Fact]
    public async Task Modalities_admit_their_own_evidence_only()
    {
        Assert.DoesNotContain((await _world.SearchAsync("safety", Modalities.Visual)).Moments, m => m.VideoId == _talk);
        Assert.DoesNotContain((await _world.SearchAsync("safety", Heard)).Moments, m => m.VideoId == _screen);
        Assert.Empty((await _world.SearchAsync("person", Modalities.None)).Moments);
    }

    [Fact]
    public async Task A_title_word_alone_is_a_best_guess_that_says_so()
    {
        var moment = Assert.Single((await _world.SearchAsync("street")).Moments);
        Assert.Equal((_street, 0, 12, Confidence.Low), (moment.VideoId, moment.StartSec, moment.EndSec, moment.Confidence));
        Assert.Equal((ReasonKind.Title, "Market street"), (moment.Reasons[0].Kind, moment.Reasons[0].Found));
    }

    [Fact]
    public async Task With_operator_and_every_modality_must_answer_and_the_moments_are_among_those_of_or()
    {
        const Modalities both = Modalities.Visual | Modalities.Transcription;
        var or = (await _world.SearchAsync("car", both)).Moments;
        var and = (await _world.SearchAsync("car", both, q => q with { RequireAll = true })).Moments;
        var moment = Assert.Single(and);
        Assert.Contains(or, m =>
            (m.VideoId, m.StartSec, m.EndSec, m.Score) == (moment.VideoId, moment.StartSec, moment.EndSec, moment.Score)
        );
        Assert.Contains(moment.Reasons, r => r.Kind == ReasonKind.Object);
        Assert.Contains(moment.Reasons, r => r.Kind == ReasonKind.Speech);
        Assert.Empty((await _world.SearchAsync("person", both, q => q with { RequireAll = true })).Moments);
    }

    [Fact]
    public async Task A_filter_is_applied_before_ranking()
    {
        var result = await _world.SearchAsync("car", with: q =>
            q with
            {
                Filter = new VideoFilter { Metadata = [new MetadataCondition("camera", "north", null)] },
            }
        );
        Assert.Equal((1, 12.0), (result.PoolVideos, result.PoolDurationSec));
        Assert.All(result.Moments, m => Assert.Equal(_street, m.VideoId));
        var none = await _world.SearchAsync("car", with: q => q with { Filter = new VideoFilter { Ids = [_talk] } });
        Assert.Empty(none.Moments);
        Assert.Equal(1, none.PoolVideos);
        Assert.Equal(
            "No ready video fits the filter.",
            (await _world.SearchAsync("car", with: q => q with { Filter = new VideoFilter { Ids = [] } })).QueryReading.Note
        );
    }
}
