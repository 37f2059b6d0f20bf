using System.Text.Json;
using System.Text.Json.Serialization;
using Reelsight.Server.Api.V1_3.Analyze;
using Reelsight.Server.Webhooks;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.AnalyzeTasks;

/// <summary>An analysis in the background on the wire. <c>custom_id</c> is always there.</summary>
internal sealed record AnalyzeTaskView
{
    private const int MaxListedPromptLength = 30;

    public required string TaskId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? CustomId { get; init; }
    public required VideoSourceView VideoSource { get; init; }
    public required RequestParamsView RequestParams { get; init; }
    public required string Status { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
    public AnalyzeResultView? Result { get; init; }
    public NoticeView? Error { get; init; }

    /// <summary>Whether the webhooks that subscribe to its end have received the event.</summary>
    public IReadOnlyList<WebhookStateView>? Webhooks { get; init; }

    internal static AnalyzeTaskView From(AnalyzeTaskRecord task) => From(task, body => body);

    /// <summary>As lists show it: the start of the prompt, no schema, the first segment definition, no result.</summary>
    internal static AnalyzeTaskView ForList(AnalyzeTaskRecord task) =>
        From(task, body =>
            body with
            {
                Prompt = Truncate(body.Prompt),
                PromptV2 = body.PromptV2 is null ? null : body.PromptV2 with { InputText = Truncate(body.PromptV2.InputText) },
                ResponseFormat = body.ResponseFormat is null
                    ? null
                    : body.ResponseFormat with
                    {
                        JsonSchema = null,
                        SegmentDefinitions = body.ResponseFormat.SegmentDefinitions?.Take(1).ToList(),
                    },
            }
        ) with
        {
            Result = null,
        };

    private static AnalyzeTaskView From(AnalyzeTaskRecord task, Func<AnalyzeBody, AnalyzeBody> show)
    {
        var body = show(StoredRequestJson.Read(task.RequestJson));
        return new AnalyzeTaskView
        {
            TaskId = task.Id,
            CustomId = task.CustomId,
            VideoSource = new VideoSourceView(
                task.SourceType,
                task.VideoUrl,
                task.AssetId,
                task.DurationSec is { } sec ? new MeasuredView(Math.Round(sec, 3)) : null
            ),
            RequestParams = RequestParamsView.From(task, body),
            Status = task.Status,
            CreatedAt = task.CreatedAt,
            CompletedAt = task.CompletedAt,
            Result = AnalyzeResultView.From(task.Result),
            Error = NoticeView.From(task.Failure?.Message ?? task.Result?.Notice),
        };
    }

    private static string? Truncate(string? prompt) =>
        prompt is { Length: > MaxListedPromptLength } ? prompt[..MaxListedPromptLength] : prompt;
}

/// <summary>Which video it is about.</summary>
internal sealed record VideoSourceView(string Type, string? Url, string? AssetId, MeasuredView? SystemMetadata);

/// <summary>Measured properties of the video; seconds.</summary>
internal sealed record MeasuredView(double Duration);

/// <summary>The request.</summary>
internal sealed record RequestParamsView(
    string AnalysisMode,
    string? ModelName,
    string? Prompt,
    PromptBody? PromptV2,
    ResponseFormatBody? ResponseFormat,
    double? Temperature,
    int? MaxTokens,
    double? MinSegmentDuration,
    double? MaxSegmentDuration,
    double? StartTime,
    double? EndTime
)
{
    internal static RequestParamsView From(AnalyzeTaskRecord task, AnalyzeBody body) =>
        new(
            task.AnalysisMode,
            body.ModelName,
            body.Prompt,
            body.PromptV2,
            body.ResponseFormat,
            body.Temperature,
            body.MaxTokens,
            body.MinSegmentDuration,
            body.MaxSegmentDuration,
            body.StartTime,
            body.EndTime
        );
}

/// <summary>The answer. <c>evidence</c> and <c>generation</c> go beyond the v1.3 contract.</summary>
internal sealed record AnalyzeResultView(
    string GenerationId,
    string Data,
    string FinishReason,
    TokensView Usage,
    JsonElement? Evidence,
    GenerationView? Generation
)
{
    internal static AnalyzeResultView? From(AnalyzeResult? result)
    {
        if (result is null)
        {
            return null;
        }

        using var evidence = JsonDocument.Parse(result.EvidenceJson);
        return new(
            result.GenerationId,
            result.Data,
            result.FinishReason,
            new TokensView(result.OutputTokens, result.InputTokens),
            evidence.RootElement.Clone(),
            result.GenerationJson is { } by ? StoredRequestJson.ReadGeneration(by) : null
        );
    }
}
