using System.Text.Json;
using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Media;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.Assets;

/// <summary>An asset on the wire: the detail, which holds everything of the shorter form.</summary>
internal sealed record AssetView
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    [OneOf<AssetMethod>]
    public required string Method { get; init; }

    [OneOf<AssetStatus>]
    public required string Status { get; init; }
    public required string Filename { get; init; }
    public required string FileType { get; init; }
    public long? Size { get; init; }
    public double? Duration { get; init; }
    public AssetHlsView? Hls { get; init; }
    public AssetThumbnailView? Thumbnail { get; init; }
    public JsonElement? TechnicalMetadata { get; init; }
    public JsonElement? UserMetadata { get; init; }
    public FailureView? Error { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static AssetView From(AssetRecord asset, Call call, SignedMediaUrls links) =>
        new()
        {
            Id = asset.Id,
            Method = asset.Method.ToString().ToLowerInvariant(),
            Status = asset.Status.ToString().ToLowerInvariant(),
            Filename = asset.Filename,
            FileType = asset.FileType,
            Size = asset.SizeBytes,
            Duration = asset.DurationSec,
            Hls =
                asset.Hls == ArtefactStatus.None
                    ? null
                    : new(links.GetStreamUrl(call, asset.ContentHash, asset.Hls), asset.Hls.ToString().ToLowerInvariant()),
            Thumbnail =
                asset.Thumbnail == ArtefactStatus.None
                    ? null
                    : new(links.GetCoverUrl(call, asset.ContentHash, asset.Thumbnail), asset.Thumbnail.ToString().ToLowerInvariant()),
            TechnicalMetadata = Http.Requests.UserMetadataObject.ToElement(asset.TechnicalMetadataJson),
            UserMetadata = Http.Requests.UserMetadataObject.ToElement(asset.UserMetadataJson),
            Error = FailureView.From(asset.Failure),
            CreatedAt = asset.CreatedAt,
            UpdatedAt = asset.UpdatedAt,
        };
}

/// <summary>An asset's stream; the URL is there once the state is <c>ready</c>.</summary>
internal sealed record AssetHlsView(string? ManifestUrl, [OneOf("pending", "processing", "ready", "error")] string Status);

/// <summary>An asset's image; the URL is there once the state is <c>ready</c>.</summary>
internal sealed record AssetThumbnailView(string? RepresentativeUrl, [OneOf("pending", "processing", "ready", "error")] string Status);
