using System.Text.Json.Serialization;
using Reelsight.Pipeline.Embedding;
using Reelsight.Server.Http.Json;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.Embed;

/// <summary>The answer of <c>POST /embed-v2</c>.</summary>
internal sealed record EmbedV2View(IReadOnlyList<EmbeddingDataView> Data, EmbedV2MetadataView? Metadata);

/// <summary>One vector: 512 dimensions of length 1. All keys are always there, null where they make no sense.</summary>
internal sealed record EmbeddingDataView(
    float[] Embedding,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? EmbeddingOption = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? EmbeddingScope = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? StartSec = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? EndSec = null
)
{
    internal static EmbeddingDataView From(EmbeddingSegment segment) =>
        new(segment.Vector, segment.Option, segment.Whole ? "asset" : "clip", segment.StartSec, segment.EndSec);
}

/// <summary>
/// What the vectors are of. Clients tell the shapes apart by <c>input_type</c>, and need options, scopes and duration of timed media.
/// </summary>
internal sealed record EmbedV2MetadataView
{
    [OneOf("image", "text_image", "multi_input", "audio", "video")]
    public required string InputType { get; init; }
    public string? InputUrl { get; init; }
    public string? InputFilename { get; init; }
    public double? ClipLength { get; init; }
    public IReadOnlyList<string>? EmbeddingOptions { get; init; }
    public IReadOnlyList<string>? EmbeddingScopes { get; init; }
    public double? Duration { get; init; }
    public double? StartOffsetSec { get; init; }
    public double? EndOffsetSec { get; init; }

    internal static EmbedV2MetadataView From(EmbeddingRequest request, string? url, string? filename, double durationSec) =>
        new()
        {
            InputType = request.IsVideo ? "video" : "audio",
            InputUrl = url,
            InputFilename = filename,
            ClipLength = request.FixedSec,
            EmbeddingOptions = request.Options,
            EmbeddingScopes = [.. new[] { request.Segments ? "clip" : null, request.Whole ? "asset" : null }.OfType<string>()],
            Duration = Math.Round(durationSec, 3),
            StartOffsetSec = request.StartSec,
            EndOffsetSec = request.EndSec,
        };
}

/// <summary>A task of <c>/embed-v2/tasks</c> with its vectors: null until there are some.</summary>
internal sealed record EmbedV2TaskView
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    [OneOf("processing", "ready", "failed")]
    public required string Status { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IReadOnlyList<EmbeddingDataView>? Data { get; init; }
    public EmbedV2MetadataView? Metadata { get; init; }
    public FailureView? Error { get; init; }

    internal static EmbedV2TaskView From(EmbeddingTaskRecord task, EmbeddingResult? embedded) =>
        new()
        {
            Id = task.Id,
            Status = task.State,
            CreatedAt = task.CreatedAt,
            UpdatedAt = task.UpdatedAt,
            Data = embedded?.Segments.Select(EmbeddingDataView.From).ToList(),
            Metadata = embedded is null
                ? null
                : EmbedV2MetadataView.From(task.Request, task.SourceUrl, task.Filename, embedded.DurationSec),
            Error = FailureView.From(task.Failure),
        };
}
