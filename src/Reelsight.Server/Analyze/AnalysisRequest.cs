using Reelsight.Analysis.Schemas;
using Reelsight.Analysis.Segments;

namespace Reelsight.Server.Analyze;

/// <summary>A request for an analysis that keeps to the contract.</summary>
internal sealed record AnalysisRequest
{
    /// <summary><c>pegasus1.2</c> or <c>pegasus1.5</c>.</summary>
    internal required string ModelName { get; init; }

    /// <summary>Whether segments are asked for.</summary>
    internal required bool IsTimeBased { get; init; }

    /// <summary>What is asked; empty when segments are.</summary>
    internal required string Prompt { get; init; }

    /// <summary>Most tokens of the answer.</summary>
    internal required int MaxTokens { get; init; }

    /// <summary>0 to 1, or null for the usual.</summary>
    internal double? Temperature { get; init; }

    /// <summary>The form of the answer, or null for text.</summary>
    internal SchemaNode? Schema { get; init; }

    /// <summary>Kinds of segments, when they are asked for.</summary>
    internal IReadOnlyList<SegmentDefinition> SegmentDefinitions { get; init; } = [];

    /// <summary>How long segments may be.</summary>
    internal SegmentLimits SegmentLimits { get; init; } = new(null, null);

    /// <summary>How times of segments are written.</summary>
    internal string TimeFormat { get; init; } = "seconds";

    /// <summary>Start of the stretch to look at, seconds, or null.</summary>
    internal double? StartSec { get; init; }

    /// <summary>Its end, or null.</summary>
    internal double? EndSec { get; init; }
}
