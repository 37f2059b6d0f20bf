using Reelsight.Analysis.Analyzers;
using Reelsight.Analysis.Facts;
using Reelsight.Core.Descriptions;
using Reelsight.Search.Lexicon;
using Reelsight.TestSupport;

namespace Reelsight.Bench.Micro.HotPaths;

/// <summary>Ten dense minutes that questions are asked about.</summary>
internal static class SampleVideo
{
    private const double LengthSec = 600;

    /// <summary>What the describers found.</summary>
    public static MediaDescription Describe() => SyntheticHour.Create(lengthSec: LengthSec);

    /// <summary>The facts that it comes to.</summary>
    public static VideoTimeline BuildTimeline(MediaDescription described) => VideoTimeline.Build(described, LengthSec);

    /// <summary>The analyzer with the installed WordNet.</summary>
    public static VideoAnalyzer CreateAnalyzer() => new(WordNet.Open());
}
