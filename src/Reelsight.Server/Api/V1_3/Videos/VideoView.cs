using System.Text.Json;
using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Media;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.Videos;

/// <summary>A video on the wire, the same in lists and alone: clients filter lists on user metadata and play from them.</summary>
internal sealed record VideoView
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }
    public required string AssetId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? IndexedAt { get; init; }
    public required VideoFactsView SystemMetadata { get; init; }
    public JsonElement? UserMetadata { get; init; }
    public HlsView? Hls { get; init; }

    /// <summary>Only when asked for.</summary>
    public EmbeddingView? Embedding { get; init; }

    /// <summary>Only when asked for; a JSON null when nothing is said.</summary>
    [JsonSchemaType(typeof(PhraseView[]), AllowsNull = true)]
    public JsonElement? Transcription { get; init; }

    internal static VideoView From(VideoRecord video, Call call, SignedMediaUrls links) =>
        new()
        {
            Id = video.Id,
            AssetId = video.AssetId,
            CreatedAt = video.CreatedAt,
            UpdatedAt = video.UpdatedAt,
            IndexedAt = video.IndexedAt,
            SystemMetadata = new(
                video.Filename,
                video.Title ?? video.Filename,
                video.DurationSec,
                video.Fps,
                video.Width,
                video.Height,
                video.SizeBytes
            ),
            UserMetadata = Http.Requests.UserMetadataObject.ToElement(video.UserMetadataJson),
            Hls = HlsView.From(video, call, links),
        };
}

/// <summary>
/// What is known of the file: seconds, frames a second, pixels, bytes. The title is the file's name until somebody gives one.
/// </summary>
internal sealed record VideoFactsView(string Filename, string VideoTitle, double Duration, double Fps, int Width, int Height, long Size);

/// <summary>The stream of a video that was stored for streaming; its URLs are there once it is complete.</summary>
internal sealed record HlsView(
    string? VideoUrl,
    IReadOnlyList<string> ThumbnailUrls,
    [OneOf("PROCESSING", "COMPLETE", "CANCELED", "ERROR")] string Status,
    DateTimeOffset UpdatedAt
)
{
    /// <summary>Null when the video was not stored for streaming.</summary>
    internal static HlsView? From(VideoRecord video, Call call, SignedMediaUrls links)
    {
        if (!video.EnableVideoStream)
        {
            return null;
        }

        var cover = video.Width > 0 ? links.GetCoverUrl(call, video.ContentHash, video.Hls) : null;
        var status = video.Hls switch
        {
            ArtefactStatus.Ready => "COMPLETE",
            ArtefactStatus.Error => "ERROR",
            _ => video.Status == VideoStatus.Failed ? "CANCELED" : "PROCESSING",
        };
        return new(links.GetStreamUrl(call, video.ContentHash, video.Hls), cover is null ? [] : [cover], status, video.UpdatedAt);
    }
}
