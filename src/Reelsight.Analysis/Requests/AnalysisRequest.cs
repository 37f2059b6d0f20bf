using Reelsight.Analysis.Contract;
using Reelsight.Analysis.Schemas;
using Reelsight.Analysis.Segments;

namespace Reelsight.Analysis.Requests;

/// <summary>A request for an analysis of one video whose parameters have been checked.</summary>
public sealed record AnalysisRequest
{
    /// <summary>One of <see cref="AnalysisModels"/>.</summary>
    public required string ModelName { get; init; }

    /// <summary>Whether segments are asked for instead of an answer to a prompt.</summary>
    public required bool IsTimeBased { get; init; }

    /// <summary>The prompt; empty when segments are asked for.</summary>
    public required string Prompt { get; init; }

    /// <summary>Largest number of tokens of the answer.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>Sampling temperature of a language model, 0 to 1; null for the default.</summary>
    public double? Temperature { get; init; }

    /// <summary>JSON Schema of the answer; null for text.</summary>
    public SchemaNode? Schema { get; init; }

    /// <summary>The kinds of segments to find, when segments are asked for.</summary>
    public IReadOnlyList<SegmentDefinition> SegmentDefinitions { get; init; } = [];

    /// <summary>How long segments may be.</summary>
    public SegmentLimits SegmentLimits { get; init; } = new(null, null);

    /// <summary>How times of segments are written: <c>seconds</c>, <c>hh:mm:ss</c> or <c>hh:mm:ss.fff</c>.</summary>
    public string TimeFormat { get; init; } = "seconds";

    /// <summary>Start of the part of the video to look at, seconds; null for the beginning.</summary>
    public double? StartSec { get; init; }

    /// <summary>End of the part of the video to look at, seconds; null for the end.</summary>
    public double? EndSec { get; init; }
}
