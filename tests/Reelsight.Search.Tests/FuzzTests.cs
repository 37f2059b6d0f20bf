using static Reelsight.Search.Tests.Facts;

namespace Reelsight.Search.Tests;

[Collection(SharedPartsCollection.Name)]
public sealed class FuzzTests(SharedParts parts)
{
    private static readonly string[] Pieces =
    [
        "\"", "*", "NEAR(", "AND", "OR", "NOT", "text:", "^", "-", "+", "(", ")", "{", "}", "'", ";", "DROP TABLE words;", "--", "\\", "\0", "é", "日本", "😀", "\ud800",
        "person", "two", "99", "red", "orange", "car", "cars", "walking", "parked", "or", "and", "the", "at", "once", "same", "time", "hand", "food", "bottle", "safety helmet",
        "\"safety", "helmet\"", "hel*", "a*", "*b", ",", ".", "of", "sitting", "table", "elephant", "video", "moving", "or or", "two two", "red red",
    ];

    [Fact]
    public async Task Any_text_is_a_query_and_every_answer_keeps_the_rules()
    {
        using var world = await World.CreateAsync(parts);
        await SampleFootage.AddAsync(world);
        await world.AddAsync("talk.mp4", 60, [Said("He ran to the bus with his safety helmet on.", 58, 64), Written("OR AND NEAR", 2, 3), Object("person", -1, 70), Object("car", 30, 30)]);
        var random = new Random(2026);
        var durations = (await world.Stores.Videos.AllAsync(World.Tenant, world.IndexId, new Storage.VideoFilter(), CancellationToken.None))
            .ToDictionary(video => video.Id, video => video.DurationSec);
        for (var round = 0; round < 400; round++)
        {
            var text = string.Join(random.Next(3) == 0 ? "" : " ", Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)]));
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
                Assert.All(moment.Reasons, reason => Assert.True(
                    reason.StartSec >= moment.StartSec && reason.EndSec <= moment.EndSec && reason.EndSec > reason.StartSec && reason.Query.Length > 0, text));
            });
            Assert.Equal(or.Moments.Select(m => m.Score).OrderDescending(), or.Moments.Select(m => m.Score));
        }
    }

    private static IEnumerable<(string, double, double, double)> Keys(SearchResult result) =>
        result.Moments.Select(m => (m.VideoId, m.StartSec, m.EndSec, m.Score));
}
