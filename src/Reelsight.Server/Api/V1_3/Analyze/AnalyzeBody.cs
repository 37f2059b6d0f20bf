using System.Text.Json;
using Reelsight.Server.Http.Uploads;

namespace Reelsight.Server.Api.V1_3.Analyze;

/// <summary>
/// A request for an analysis as it comes in: of <c>/analyze</c>, <c>/analyze/tasks</c>, and of a batch with its defaults put in.
/// </summary>
internal sealed record AnalyzeBody
{
    public string? VideoId { get; init; }
    public MediaSourceBody? Video { get; init; }
    public string? ModelName { get; init; }
    public string? AnalysisMode { get; init; }
    public string? CustomId { get; init; }
    public string? Prompt { get; init; }
    public PromptBody? PromptV2 { get; init; }
    public double? Temperature { get; init; }
    public bool? Stream { get; init; }
    public int? MaxTokens { get; init; }
    public ResponseFormatBody? ResponseFormat { get; init; }
    public double? MinSegmentDuration { get; init; }
    public double? MaxSegmentDuration { get; init; }
    public double? StartTime { get; init; }
    public double? EndTime { get; init; }

    /// <summary>The body without bytes and URLs of media, for storing and for showing.</summary>
    internal AnalyzeBody WithoutMedia() =>
        this with
        {
            Video = null,
            PromptV2 = PromptV2?.WithoutMedia(),
            ResponseFormat = ResponseFormat?.WithoutMedia(),
            Stream = null,
        };
}

/// <summary>A prompt whose text refers to images as <c>&lt;@name&gt;</c>.</summary>
internal sealed record PromptBody(string? InputText, IReadOnlyList<MediaSourceBody>? MediaSources)
{
    internal PromptBody WithoutMedia() => this with { MediaSources = ResponseFormatBody.WithoutBase64(MediaSources) };
}

/// <summary>The form of the answer.</summary>
internal sealed record ResponseFormatBody(
    string? Type,
    JsonElement? JsonSchema,
    IReadOnlyList<SegmentDefinitionBody>? SegmentDefinitions,
    string? SegmentTimeFormat
)
{
    internal ResponseFormatBody WithoutMedia() =>
        this with
        {
            SegmentDefinitions = SegmentDefinitions is null
                ? null
                : [.. SegmentDefinitions.Select(d => d with { MediaSources = WithoutBase64(d.MediaSources) })],
        };

    internal static IReadOnlyList<MediaSourceBody>? WithoutBase64(IReadOnlyList<MediaSourceBody>? sources) =>
        sources is null ? null : [.. sources.Select(s => s with { Base64String = null })];
}

/// <summary>A kind of segment to find.</summary>
internal sealed record SegmentDefinitionBody(
    string? Id,
    string? Description,
    IReadOnlyList<SegmentFieldBody>? Fields,
    IReadOnlyList<MediaSourceBody>? MediaSources,
    IReadOnlyList<TimeRangeBody>? TimeRanges
);

/// <summary>A field to be filled for each segment.</summary>
internal sealed record SegmentFieldBody(
    string? Name,
    string? Type,
    string? Description,
    IReadOnlyList<JsonElement>? Enum,
    SegmentItemsBody? Items,
    string? Format
);

/// <summary>The type of the elements of an array field.</summary>
internal sealed record SegmentItemsBody(string? Type);

/// <summary>An interval of the video, seconds.</summary>
internal sealed record TimeRangeBody(double? StartTime, double? EndTime);
