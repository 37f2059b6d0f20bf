using static Reelsight.Search.Tests.Facts;

namespace Reelsight.Search.Tests;

[Collection(SharedPartsCollection.Name)]
public sealed class FuzzTests(SharedParts parts)
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
        using var world = await World.CreateAsync(parts);
        await SampleFootage.AddAsync(world);
        await world.AddAsync(
            "talk.mp4",
            60,
            [
                Said("He ran to the bus with his safety helmet on.", 58, 64),
                Written("OR AND NEAR", 2, 3),
                Object("person", -1, 70),
                Object("car", 30, 30),
            ]
        );
        var random = new Random(2026);
        var durations = (
            await world.Stores.Videos.AllAsync(World.Tenant, world.IndexId, new Storage.VideoFilter(), CancellationToken.None)
        ).ToDictionary(video => video.Id, video => video.DurationSec);
        for (var round = 0; round < 400; round++)
        {
            var text = string.Join(
                random.Next(3) == 0 ? "" : " ",
                Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)])
            );
            var modalities = (Modalities)random.Next(8);
            var or = await world.SearchAsync(text, modalities);
            var and = await world.SearchAsync(text, modalities, q => q with { RequireEvery = true });
            var again = await world.SearchAsync(text, modalities);
            Assert.Equal(Keys(or), Keys(again));
            Assert.Subset(Keys(or).ToHashSet(), Keys(and).ToHashSet());
            Assert.True(or.Moments.Count == 0 == (or.Reading.Note is not null), text);
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
        using var world = await World.CreateAsync(parts);
        await SampleFootage.AddAsync(world);
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
            Assert.NotNull((await world.SearchAsync(text)).Reading);
        }
        foreach (var piece in Pieces)
        {
            Assert.NotNull((await world.SearchAsync(string.Join(' ', Enumerable.Repeat(piece, 1000)))).Reading);
        }
    }

    private static IEnumerable<(string, double, double, double)> Keys(SearchResult result) =>
        result.Moments.Select(m => (m.VideoId, m.StartSec, m.EndSec, m.Score));
}
