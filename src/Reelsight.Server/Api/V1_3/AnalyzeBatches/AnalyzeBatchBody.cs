using Reelsight.Server.Api.V1_3.Analyze;
using Reelsight.Server.Http.Uploads;

namespace Reelsight.Server.Api.V1_3.AnalyzeBatches;

/// <summary>Many analyses at once: what they share, and each by itself.</summary>
internal sealed record AnalyzeBatchBody(
    string? ModelName,
    string? AnalysisMode,
    BatchItemBody? Defaults,
    IReadOnlyList<BatchItemBody>? Requests
);

/// <summary>One request of a batch, or the defaults of all; what a request sets itself goes before the defaults.</summary>
internal sealed record BatchItemBody
{
    public MediaSourceBody? Video { get; init; }
    public string? CustomId { get; init; }
    public PromptBody? Prompt { get; init; }
    public ResponseFormatBody? ResponseFormat { get; init; }
    public double? Temperature { get; init; }
    public int? MaxTokens { get; init; }
    public double? MinSegmentDuration { get; init; }
    public double? MaxSegmentDuration { get; init; }
    public double? StartTime { get; init; }
    public double? EndTime { get; init; }

    /// <summary>The request as it would stand alone.</summary>
    internal AnalyzeBody ToAnalyzeBody(BatchItemBody? defaults, AnalyzeBatchBody batch) =>
        new()
        {
            ModelName = batch.ModelName,
            AnalysisMode = batch.AnalysisMode,
            Video = Video,
            CustomId = CustomId,
            PromptV2 = Prompt ?? defaults?.Prompt,
            ResponseFormat = ResponseFormat ?? defaults?.ResponseFormat,
            Temperature = Temperature ?? defaults?.Temperature,
            MaxTokens = MaxTokens ?? defaults?.MaxTokens,
            MinSegmentDuration = MinSegmentDuration ?? defaults?.MinSegmentDuration,
            MaxSegmentDuration = MaxSegmentDuration ?? defaults?.MaxSegmentDuration,
            StartTime = StartTime ?? defaults?.StartTime,
            EndTime = EndTime ?? defaults?.EndTime,
        };
}
