using System.Text.Json;
using System.Text.Json.Serialization;
using Reelsight.Server.Api.V1_3.Tasks;
using Reelsight.Server.Api.V1_3.Videos;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Media;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Queue;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.IndexedAssets;

/// <summary>A video as an asset in an index: the same record and the same id, with its state.</summary>
internal sealed record IndexedAssetView
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }
    public required string AssetId { get; init; }

    [OneOf<VideoStatus>]
    public required string Status { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? IndexedAt { get; init; }
    public required VideoFactsView SystemMetadata { get; init; }
    public JsonElement? UserMetadata { get; init; }
    public HlsView? Hls { get; init; }
    public FailureView? Error { get; init; }

    /// <summary>How far the work has come; beyond the v1.3 contract, and only while something is being done.</summary>
    public ProgressView? Progress { get; init; }

    /// <summary>Only when asked for.</summary>
    public EmbeddingView? Embedding { get; init; }

    /// <summary>Only when asked for; a JSON null when nothing is said.</summary>
    [JsonSchemaType(typeof(PhraseView[]), AllowsNull = true)]
    public JsonElement? Transcription { get; init; }

    internal static IndexedAssetView From(VideoRecord video, Call call, SignedMediaUrls links) =>
        From(video, VideoView.From(video, call, links));

    /// <summary>How far the work on a video has come; null when there is nothing to tell.</summary>
    internal static async Task<ProgressView?> GetProgressAsync(VideoRecord video, IJobQueue queue, CancellationToken ct) =>
        video.Status == VideoStatus.Indexing ? ProgressView.From(await queue.FindProgressAsync(video.TenantId, video.Id, ct)) : null;

    internal static IndexedAssetView From(VideoRecord video, VideoView view) =>
        new()
        {
            Id = view.Id,
            AssetId = view.AssetId,
            Status = video.Status.ToString().ToLowerInvariant(),
            CreatedAt = view.CreatedAt,
            UpdatedAt = view.UpdatedAt,
            IndexedAt = view.IndexedAt,
            SystemMetadata = view.SystemMetadata,
            UserMetadata = view.UserMetadata,
            Hls = view.Hls,
            Error = FailureView.From(video.Failure),
            Embedding = view.Embedding,
            Transcription = view.Transcription,
        };
}
