using Reelsight.Analysis.Analyzers;
using Reelsight.Analysis.Facts;
using Reelsight.Core.Descriptions;
using Reelsight.Search.Lexicon;

namespace Reelsight.Analysis.Tests;

/// <summary>Videos as the describers describe them, made by hand, and the analyst that reads them.</summary>
internal static class SampleTimelines
{
    public static VideoAnalyzer Analyzer { get; } = new(WordNet.Open());

    /// <summary>A car park: a white car crosses from the left to the right, later a bus and a red car are there together.</summary>
    public static VideoTimeline Cars { get; } =
        Timeline(
            30,
            [
                Object("car", 4, 8, (0.0, 0.4), (0.8, 0.4), ["white"], moving: true),
                Object("bus", 14, 20, (0.4, 0.7), (0.4, 0.0), [], moving: true),
                Object("car", 15, 18, (0.3, 0.3), (0.3, 0.3), ["red"]),
                Object("bench", 21, 23, (0.5, 0.5), (0.5, 0.5), [], score: 0.35),
            ]
        );

    /// <summary>Two people at a table; a third comes in; one says two sentences; a heading is up at first.</summary>
    public static VideoTimeline Meeting { get; } =
        Timeline(
            40,
            [
                Object("person", 0, 40, (0.1, 0.3), (0.1, 0.3), ["black"]),
                Object("person", 0, 40, (0.4, 0.3), (0.4, 0.3), ["blue"]),
                Object("person", 20, 40, (0.8, 0.3), (0.6, 0.3), ["orange"], moving: true),
                OnScreenText("Quarterly results", 0, 9, height: 0.2f),
                OnScreenText("page 1", 0, 9, height: 0.02f),
                Speech("Welcome to the meeting.", 2, 4),
                Speech("The budget grew by ten percent.", 5, 8),
                Speech("Questions about the budget?", 30, 32),
                Speech("mumble", 35, 36, 0.2),
            ],
            [20.0],
            sound: true
        );

    /// <summary>Nothing that anything here recognises.</summary>
    public static VideoTimeline Blank { get; } = Timeline(12, []);

    public static IEnumerable<VideoTimeline> All => [Cars, Meeting, Blank];

    public static VideoTimeline Timeline(double durationSec, IEnumerable<Evidence> evidence, double[]? cuts = null, bool sound = false) =>
        VideoTimeline.Build(
            new MediaDescription
            {
                Clips =
                [
                    .. Enumerable
                        .Range(0, (int)Math.Ceiling(durationSec / 10))
                        .Select(i => new Clip(i * 10, Math.Min(durationSec, i * 10 + 10), null)),
                ],
                Evidence = [.. evidence.OrderBy(e => e.StartSec)],
                Vectors = [],
                HasAudio = sound,
                CutsSec = cuts ?? [],
            },
            durationSec
        );

    public static Evidence Object(
        string label,
        double start,
        double end,
        (double X, double Y) from,
        (double X, double Y) to,
        string[] colours,
        bool moving = false,
        double score = 0.8
    )
    {
        var looks = Math.Max(2, (int)((end - start) * 2));
        return new Evidence
        {
            Kind = EvidenceKind.Object,
            Text = label,
            StartSec = start,
            EndSec = end,
            Confidence = score,
            Source = "objects-1",
            Colours = colours,
            Moving = moving,
            Sightings =
            [
                .. Enumerable
                    .Range(0, looks)
                    .Select(i => (At: start + i * (end - start) / looks, Way: (double)i / (looks - 1)))
                    .Select(s => new Sighting(
                        s.At,
                        (float)(from.X + s.Way * (to.X - from.X)),
                        (float)(from.Y + s.Way * (to.Y - from.Y)),
                        0.2f,
                        0.3f,
                        (float)score
                    )),
            ],
        };
    }

    public static Evidence Speech(string text, double start, double end, double? confidence = 0.9) =>
        new()
        {
            Kind = EvidenceKind.Speech,
            Text = text,
            StartSec = start,
            EndSec = end,
            Source = "speech-1",
            Confidence = confidence,
        };

    public static Evidence OnScreenText(string text, double start, double end, float height = 0.1f) =>
        new()
        {
            Kind = EvidenceKind.OnScreenText,
            Text = text,
            StartSec = start,
            EndSec = end,
            Source = "ocr-1",
            Confidence = 0.95,
            Sightings = [new Sighting(start, 0.1f, 0.1f, 0.5f, height, 0.95f)],
        };
}
