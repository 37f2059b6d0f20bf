using System.Text.Json;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Schemas;
using Reelsight.Analysis.Segments;
using Reelsight.Core.Descriptions;

namespace Reelsight.Analysis.Analyzers;

/// <summary>Answers about a synthetic video in every form, so that the code is compiled before the first request.</summary>
internal static class AnalyzerWarmUp
{
    private const string Schema = """
        {"type":"object","required":["title","has_car","car_count"],"properties":{
         "title":{"type":"string"},"has_car":{"type":"boolean"},"car_count":{"type":"integer"},
         "weather":{"type":"string","enum":["sunny","unknown"]},
         "annotations":{"type":"array","items":{"type":"object","required":["label","start_time"],"properties":{
          "label":{"type":"string"},"start_time":{"type":"number"},"end_time":{"type":"string"},"confidence":{"type":"number"},
          "detected_objects":{"type":"array","items":{"type":"object","properties":{
           "name":{"type":"string"},"color":{"type":"string"},"start_time":{"type":"number"}}}}}}}}}
        """;

    private static readonly string[] Prompts =
    [
        "Summarize the video.",
        "Give me a title, topics and hashtags.",
        "Write chapters.",
        "What are the highlights?",
        "When does a white car come in?",
        "How many cars are there?",
    ];

    /// <summary>Runs all kinds of answers and discards them.</summary>
    public static void Run(VideoAnalyzer analyst)
    {
        var timeline = VideoTimeline.Build(CreateSample(), 20);
        using var json = JsonDocument.Parse(Schema);
        analyst.AnswerJson(
            timeline,
            SchemaParser.Parse(json.RootElement, new SchemaParserOptions(Timestamps: false)),
            "Annotate the video."
        );
        foreach (var prompt in Prompts)
        {
            analyst.Answer(timeline, prompt);
        }

        analyst.FindSegments(
            timeline,
            [new SegmentDefinition("cars", "a white car drives through", [], []), new SegmentDefinition("talk", "somebody talks", [], [])],
            new SegmentLimits(2, 60)
        );
    }

    private static MediaDescription CreateSample() =>
        new()
        {
            Clips = [new Clip(0, 10, null), new Clip(10, 20, null)],
            Evidence =
            [
                new Evidence
                {
                    Kind = EvidenceKind.Object,
                    Text = "car",
                    StartSec = 2,
                    EndSec = 6,
                    Confidence = 0.9,
                    Source = "made up",
                    Colours = ["white"],
                    Moving = true,
                    Sightings = [.. Enumerable.Range(0, 8).Select(i => new Sighting(2 + i * 0.5, i * 0.1f, 0.4f, 0.2f, 0.2f, 0.9f))],
                },
                new Evidence
                {
                    Kind = EvidenceKind.Speech,
                    Text = "That was a car.",
                    StartSec = 7,
                    EndSec = 9,
                    Confidence = 0.9,
                    Source = "made up",
                },
            ],
            Vectors = [],
            HasAudio = true,
            CutsSec = [10],
        };
}
