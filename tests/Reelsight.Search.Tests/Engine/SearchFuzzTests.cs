using static Reelsight.Search.Tests.SampleEvidence;

namespace Reelsight.Search.Tests.Engine;

[Collection(SharedModelsCollection.Name)]
public sealed class SearchFuzzTests(SharedModels models)
{
    private static readonly string[] Pieces =
    [
        "\"",
        "*",
        "NEAR(",
        "AND",
        "OR",
        "NOT",
        "text:",
        "^",
        "-",
        "+",
        "(",
        ")",
        "{",
        "}",
        "'",
        ";",
        "DROP TABLE words;",
        "--",
        "\\",
        "\0",
        "é",
        "日本",
        "😀",
        "\ud800",
        "person",
        "two",
        "99",
        "red",
        "orange",
        "car",
        "cars",
        "walking",
        "parked",
        "or",
        "and",
        "the",
        "at",
        "once",
        "same",
        "time",
        "hand",
        "food",
        "bottle",
        "safety helmet",
        "\"safety",
        "helmet\"",
        "hel*",
        "a*",
        "*b",
        ",",
        ".",
        "of",
        "sitting",
        "table",
        "elephant",
        "video",
        "moving",
        "or or",
        "two two",
        "red red",
        "without",
        "no",
        "not",
        "but not",
        "-car",
        "-\"exit sign\"",
        "except",
        "nobody",
        "then",
        "before",
        "after",
        "followed by",
        "while",
        "within 10 seconds",
        "5 s later",
        "right after",
        "at least",
        "at most",
        "exactly",
        "more than",
        "on the left",
        "in the top right corner",
        "in the middle",
        "of the picture",
        "large",
        "small",
        "next to",
        "to the left of",
        "above",
        "at night",
        "dark scene",
        "silent",
        "no sound",
        "no speech",
        "talking",
        "loud",
        "helmte",
        "safty",
        "termin",
        "\u05e9\u05dc\u05d5\u05dd",
        "\u202e",
        "👩‍👩‍👧",
        "first",
    ];

    [Fact]
    public async Task Any_text_is_a_query_and_every_answer_keeps_the_rules()
    {
        using var testBed = await SearchTestBed.CreateAsync(models);
        await SampleFootage.AddAsync(testBed);
        await testBed.AddAsync(
            "talk.mp4",
            60,
            [
                CreateSpeech("He ran to the bus with his safety helmet on.", 58, 64),
                CreateOnScreenText("OR AND NEAR", 2, 3),
                CreateObject("person", -1, 70),
                CreateObject("car", 30, 30),
            ]
        );
        var random = new Random(2026);
        var durations = (
            await testBed.Stores.Videos.ListAllAsync(
                SearchTestBed.Tenant,
                testBed.IndexId,
                new Reelsight.Storage.Stores.VideoFilter(),
                CancellationToken.None
            )
        ).ToDictionary(video => video.Id, video => video.DurationSec);
        for (var round = 0; round < 400; round++)
        {
            var text = string.Join(
                random.Next(3) == 0 ? "" : " ",
                Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)])
            );
            var modalities = (Modalities)random.Next(8);
            var or = await testBed.SearchAsync(text, modalities);
            var and = await testBed.SearchAsync(text, modalities, q => q with { RequireAll = true });
            var again = await testBed.SearchAsync(text, modalities);
            Assert.Equal(Keys(or), Keys(again));
            Assert.Subset(Keys(or).ToHashSet(), Keys(and).ToHashSet());
            Assert.True(or.Moments.Count == 0 == (or.QueryReading.Note is not null), text);
            Assert.All(or.Moments, moment =>
            {
                Assert.InRange(moment.StartSec, 0, durations[moment.VideoId]);
                Assert.InRange(moment.EndSec, moment.StartSec, durations[moment.VideoId]);
                Assert.True(moment.EndSec > moment.StartSec, text);
                Assert.InRange(moment.Score, 0.01, 100);
                Assert.True(moment.Reasons.Count > 0, text);
                Assert.All(moment.Reasons, reason =>
                    Assert.True(
                        reason.StartSec >= moment.StartSec
                            && reason.EndSec <= moment.EndSec
                            && reason.EndSec > reason.StartSec
                            && reason.Query.Length > 0,
                        text
                    )
                );
            });
            Assert.Equal(or.Moments.Select(m => m.Score).OrderDescending(), or.Moments.Select(m => m.Score));
        }
    }

    [Fact]
    public async Task Ten_thousand_letters_of_anything_are_a_query()
    {
        using var testBed = await SearchTestBed.CreateAsync(models);
        await SampleFootage.AddAsync(testBed);
        var random = new Random(4);
        for (var round = 0; round < 6; round++)
        {
            var text = new string([
                .. Enumerable
                    .Range(0, 10_000)
                    .Select(_ =>
                        round % 2 == 0
                            ? (char)random.Next(1, 0x10000)
                            : "no then car - \" * \u05d0 before two , left not or"[random.Next(44)]
                    ),
            ]);
            Assert.NotNull((await testBed.SearchAsync(text)).QueryReading);
        }
        foreach (var interval in Pieces)
        {
            Assert.NotNull((await testBed.SearchAsync(string.Join(' ', Enumerable.Repeat(interval, 1000)))).QueryReading);
        }
    }

    private static IEnumerable<(string, double, double, double)> Keys(SearchResult result) =>
        result.Moments.Select(m => (m.VideoId, m.StartSec, m.EndSec, m.Score));
}
