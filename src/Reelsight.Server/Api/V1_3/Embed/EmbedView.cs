using System.Text.Json.Serialization;
using Reelsight.Pipeline.Embedding;
using Reelsight.Server.Http.Json;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.Embed;

/// <summary>The answer of <c>POST /embed</c>: what was sent, each with its vectors.</summary>
internal sealed record EmbedView(
    string ModelName,
    SegmentsView? TextEmbedding,
    SegmentsView? ImageEmbedding,
    SegmentsView? AudioEmbedding,
    SegmentsView? VideoEmbedding
);

/// <summary>Vectors, and what they are of.</summary>
internal sealed record SegmentsView(IReadOnlyList<SegmentView>? Segments, EmbedMetadataView? Metadata = null);

/// <summary>One vector: 512 dimensions of length 1. The rest is there for timed media.</summary>
internal sealed record SegmentView(
    float[] Float,
    double? StartOffsetSec = null,
    double? EndOffsetSec = null,
    string? EmbeddingOption = null,
    string? EmbeddingScope = null
)
{
    internal static SegmentView From(EmbeddingSegment segment) =>
        new(segment.Vector, segment.StartSec, segment.EndSec, segment.Option, segment.Whole ? "video" : "clip");
}

/// <summary>The source of vectors.</summary>
internal sealed record EmbedMetadataView
{
    public string? InputUrl { get; init; }
    public string? InputFilename { get; init; }
    public double? VideoClipLength { get; init; }
    public IReadOnlyList<string>? VideoEmbeddingScope { get; init; }
    public IReadOnlyList<string>? VideoEmbeddingOption { get; init; }
    public IReadOnlyList<string>? AudioEmbeddingScope { get; init; }
    public IReadOnlyList<string>? AudioEmbeddingOption { get; init; }
    public double? Duration { get; init; }

    /// <summary>
    /// Of a video or audio. <paramref name="wholeName"/> is what the family calls the whole: <c>video</c> or <c>asset</c>.
    /// </summary>
    internal static EmbedMetadataView From(EmbeddingRequest request, string wholeName, string? url, string? filename, double? durationSec)
    {
        string[] scopes = [.. new[] { request.Segments ? "clip" : null, request.Whole ? wholeName : null }.OfType<string>()];
        return new()
        {
            InputUrl = url,
            InputFilename = filename,
            VideoClipLength = request.IsVideo ? request.FixedSec : null,
            VideoEmbeddingScope = request.IsVideo ? scopes : null,
            VideoEmbeddingOption = request.IsVideo ? request.Options : null,
            AudioEmbeddingScope = request.IsVideo ? null : scopes,
            AudioEmbeddingOption = request.IsVideo ? null : request.Options,
            Duration = durationSec is { } known ? Math.Round(known, 3) : null,
        };
    }
}

/// <summary>An embedding task on the wire, in lists of both families and in the answers of the older one.</summary>
internal sealed record EmbedTaskView
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }
    public required string ModelName { get; init; }

    [OneOf("processing", "ready", "failed")]
    public required string Status { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
    public SegmentsView? VideoEmbedding { get; init; }
    public SegmentsView? AudioEmbedding { get; init; }

    /// <summary>Why it failed; beyond the v1.3 contract of the older family.</summary>
    public FailureView? Error { get; init; }

    internal static EmbedTaskView From(EmbeddingTaskRecord task) =>
        new()
        {
            Id = task.Id,
            ModelName = task.ModelName,
            Status = task.State,
            CreatedAt = task.CreatedAt,
            UpdatedAt = task.UpdatedAt,
            VideoEmbedding = task.Request.IsVideo ? CreateMediaSegments(task) : null,
            AudioEmbedding = task.Request.IsVideo ? null : CreateMediaSegments(task),
            Error = FailureView.From(task.Failure),
        };

    private static SegmentsView CreateMediaSegments(EmbeddingTaskRecord task) =>
        new(
            null,
            EmbedMetadataView.From(
                task.Request,
                task.Api == EmbedTaskRepository.V1 ? "video" : "asset",
                task.SourceUrl,
                task.Filename,
                task.DurationSec
            )
        );
}
