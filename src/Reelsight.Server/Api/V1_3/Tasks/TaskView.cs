using System.Text.Json.Serialization;
using Reelsight.Server.Api.V1_3.Videos;
using Reelsight.Server.Http.Json;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.Tasks;

/// <summary>An upload-and-index task on the wire.</summary>
internal sealed record TaskView
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }
    public required string IndexId { get; init; }
    public required string VideoId { get; init; }

    [OneOf<IndexingTaskStatus>]
    public required string Status { get; init; }
    public required TaskFactsView SystemMetadata { get; init; }
    public HlsView? Hls { get; init; }
    public FailureView? Error { get; init; }

    /// <summary>How far the work has come; beyond the v1.3 contract, and only while something is being done.</summary>
    public ProgressView? Progress { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static TaskView From(IndexingTaskRecord task) =>
        new()
        {
            Id = task.Id,
            IndexId = task.IndexId,
            VideoId = task.VideoId,
            Status = task.Status.ToString().ToLowerInvariant(),
            SystemMetadata = new(task.Filename, task.DurationSec, task.Width, task.Height),
            Error = FailureView.From(task.Failure),
            CreatedAt = task.CreatedAt,
            UpdatedAt = task.UpdatedAt,
        };
}

/// <summary>Duration in seconds and size in pixels, 0 until the file is probed.</summary>
internal sealed record TaskFactsView(string Filename, double Duration, int Width, int Height);

/// <summary>The stage that runs, and how much of it is done (0-1).</summary>
internal sealed record ProgressView(string Stage, double Fraction)
{
    internal static ProgressView? From(JobProgress? progress) =>
        progress is { Stage.Length: > 0 } known ? new(known.Stage, Math.Round(known.Fraction, 3)) : null;
}
