using Reelsight.Bench.Micro.HotPaths;

namespace Reelsight.Bench.Micro;

/// <summary>All hot paths by name: the names of the benchmark's rows and of the entries of <c>bench/allocation-limits.json</c>.</summary>
public static class HotPathList
{
    /// <summary>Prepares each hot path.</summary>
    public static IReadOnlyDictionary<string, Func<HotPath>> All { get; } =
        new SortedDictionary<string, Func<HotPath>>(StringComparer.Ordinal)
        {
            ["analysis: evidence of ten minutes to facts"] = () => new EvidenceMerge(),
            ["analysis: fill a JSON schema for ten minutes"] = () => new SchemaFill(),
            ["analysis: prompt to plan"] = () => new PromptPlanning(),
            ["inference: decode a line of on-screen text"] = () => new CtcDecoding(),
            ["inference: tokenize sentences"] = () => new SentenceTokenization(),
            ["inference: track a minute of detections"] = () => new ObjectTracking(),
            ["media: measure the frames of ten seconds"] = () => new FrameMeasurement(),
            ["media: read a NUT stream of ten seconds"] = () => new NutReading(),
            ["search: explain the best moments"] = () => new MomentExplanation(),
            ["search: parse queries"] = () => new QueryParsing(),
            ["search: rank the moments of 200 videos"] = () => new MomentRanking(),
            ["vectors: quantize 100 vectors"] = () => new VectorQuantization(),
            ["vectors: scan 16,384 rows"] = () => new VectorScan(filtered: false),
            ["vectors: scan half of 16,384 rows"] = () => new VectorScan(filtered: true),
        };
}
