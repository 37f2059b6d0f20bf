using System.Diagnostics;
using System.Text.Json;
using Reelsight.Analysis.Facts;
using Reelsight.Analysis.Schemas;
using Reelsight.Analysis.Segments;
using Reelsight.Bench.Analyst;
using Reelsight.Search.Lexicon;
using Reelsight.TestSupport;

// What answers about one dense hour cost, from evidence alone, in the process and over HTTP: the promise is a schema answer in 1 s and a
// first byte in 100 ms.
const string Schema = """
    {"type":"object","required":["title","annotations"],"properties":{
     "title":{"type":"string"},"people_count":{"type":"integer"},"has_speech":{"type":"boolean"},
     "annotations":{"type":"array","items":{"type":"object",
      "required":["label","start_time","end_time","confidence","detected_objects"],"properties":{
      "label":{"type":"string"},"description":{"type":"string"},
      "start_time":{"type":"number"},"end_time":{"type":"number"},"confidence":{"type":"number"},
      "detected_objects":{"type":"array","items":{"type":"object","required":["name","start_time","end_time","confidence"],"properties":{
       "name":{"type":"string"},"color":{"type":"string"},
       "start_time":{"type":"number"},"end_time":{"type":"number"},"confidence":{"type":"number"}}}}}}}}}
    """;
var described = SyntheticHour.Create();

// First, while nothing is compiled yet: as somebody meets a server that has just started.
await HttpBenchmark.RunAsync(described, Schema);
using var json = JsonDocument.Parse(Schema);
var schema = SchemaParser.Parse(json.RootElement, new SchemaParserOptions(Timestamps: false));
var clock = Stopwatch.StartNew();
var analyst = new Reelsight.Analysis.Analyzers.VideoAnalyzer(WordNet.Open());
Console.WriteLine($"analyst made in {clock.ElapsedMilliseconds} ms; an hour with {described.Evidence.Count} pieces of evidence");
var timeline = VideoTimeline.Build(described, SyntheticHour.LengthSec);
Console.WriteLine($"{timeline.Facts.Count} facts");
Console.WriteLine("| what | first ms | median of 5 ms | MB allocated |");
Console.WriteLine("|---|---|---|---|");
Row("timeline (once for each content)", () => VideoTimeline.Build(described, SyntheticHour.LengthSec));
Row("schema: annotations with detected objects", () => analyst.AnswerJson(timeline, schema, "Annotate the video."));
Row("summary", () => analyst.Answer(timeline, "Summarize the video."));
Row("chapters", () => analyst.Answer(timeline, "Write chapters."));
Row("question: when does a white car come in", () => analyst.Answer(timeline, "When does a white car come in?"));
Row("question about 10 s of it", () => analyst.Answer(timeline, "What happens between 10:00 and 10:10?"));
Row("ten segment definitions", () =>
    analyst.FindSegments(
        timeline,
        Enumerable
            .Range(0, 10)
            .Select(i => new SegmentDefinition($"d{i}", i % 2 == 0 ? "a person walks" : "somebody talks about the budget", [], [])),
        new SegmentLimits(2, 60)
    )
);

static void Row(string what, Action run)
{
    var before = GC.GetAllocatedBytesForCurrentThread();
    var first = Time(run);
    var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / 1e6;
    double[] times = [.. Enumerable.Range(0, 5).Select(_ => Time(run)).Order()];
    Console.WriteLine(FormattableString.Invariant($"| {what} | {first:0} | {times[2]:0} | {allocated:0.0} |"));
}

static double Time(Action run)
{
    var clock = Stopwatch.StartNew();
    run();
    return clock.Elapsed.TotalMilliseconds;
}
