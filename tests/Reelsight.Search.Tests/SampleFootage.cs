using Reelsight.Core.Descriptions;
using static Reelsight.Search.Tests.SampleEvidence;

namespace Reelsight.Search.Tests;

/// <summary>The six sample clips as a good describer would describe them: what a person sees in them, in the detector's labels.</summary>
public static class SampleFootage
{
    public const string Bottles = "bottle-detection.mp4";
    public const string Cars = "car-detection.mp4";
    public const string Fruit = "fruit-and-vegetable-detection.mp4";
    public const string Aisle = "store-aisle-detection.mp4";
    public const string Worker = "worker-zone-detection.mp4";
    public const string Classroom = "classroom.mp4";

    public static async Task<Dictionary<string, string>> AddAsync(SearchTestBed testBed) =>
        new()
        {
            [Bottles] = await testBed.AddAsync(Bottles, 39.9, BottleFacts()),
            [Cars] = await testBed.AddAsync(
                Cars,
                30.2,
                [
                    CreateObject("car", 4.0, 8.1, ["white"], moving: true),
                    CreateObject("car", 14.7, 18.3, ["grey", "white"], moving: true, score: 0.66f),
                    CreateObject("car", 14.9, 18.0, ["red", "black"], moving: true),
                    CreateObject("car", 25.0, 27.7, ["white", "black"], moving: true),
                ]
            ),
            [Fruit] = await testBed.AddAsync(
                Fruit,
                13.4,
                [
                    CreateObject("apple", 0, 4.4, ["green"], moving: true),
                    CreateObject("broccoli", 2.0, 6.7, ["green"], moving: true),
                    CreateObject("orange", 9.9, 13.4, ["orange"], moving: true),
                ]
            ),
            [Aisle] = await testBed.AddAsync(
                Aisle,
                8.9,
                [
                    CreateObject("person", 0, 8.86, ["black"], moving: true),
                    CreateObject("person", 0, 8.86, ["green"]),
                    CreateObject("person", 3.0, 8.86, ["brown"], moving: true),
                    CreateObject("vase", 0, 8.86, ["white"], score: 0.4f),
                ]
            ),
            [Worker] = await testBed.AddAsync(
                Worker,
                9.4,
                [CreateObject("person", 0, 9.4, ["orange", "yellow"], moving: true, score: 0.8f)]
            ),
            [Classroom] = await testBed.AddAsync(
                Classroom,
                5.93,
                [
                    CreateObject("person", 0, 5.93, ["blue"]),
                    CreateObject("person", 0, 5.93),
                    CreateObject("person", 0, 5.93),
                    CreateObject("person", 0, 5.93),
                    CreateObject("chair", 0, 5.93, ["blue"]),
                    CreateObject("chair", 0.5, 5.93, ["blue"]),
                    CreateObject("dining table", 0, 5.5, ["white"], score: 0.45f),
                ]
            ),
        };

    private static IEnumerable<Evidence> BottleFacts()
    {
        yield return CreateObject("bottle", 0, 39.85);
        foreach (var (start, end) in new[] { (0.0, 17.0), (21.5, 39.8) })
        {
            yield return CreateObject("bottle", start, end);
        }
        foreach (var (start, end) in new[] { (0.0, 6.8), (12.5, 16.2), (27.6, 31.2), (36.6, 39.8) })
        {
            yield return CreateObject("bottle", start, end);
        }
        foreach (
            var (start, end) in new[] { (6.0, 7.2), (11.0, 13.2), (16.0, 17.8), (21.0, 23.2), (26.0, 27.7), (31.0, 32.0), (35.0, 37.0) }
        )
        {
            yield return CreateObject("person", start, end, ["red"], moving: true, score: 0.5f);
        }
    }
}
