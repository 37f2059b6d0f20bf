using System.Text.Json;
using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>An item on the wire. <c>error</c> goes beyond the contract: why a failed item failed.</summary>
internal sealed record ItemView
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    [OneOf(ItemTypes.Video, ItemTypes.Image)]
    public required string AssetType { get; init; }
    public required string AssetId { get; init; }

    [OneOf("queued", "pending", "processing", "ready", "failed")]
    public required string Status { get; init; }
    public required ItemFactsView SystemMetadata { get; init; }
    public JsonElement? Metadata { get; init; }
    public FailureView? Error { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static ItemView From(VideoRecord item, AssetRecord asset) =>
        new()
        {
            Id = item.Id,
            AssetType = ItemTypes.FromAsset(asset),
            AssetId = item.AssetId,
            Status = ItemStates.GetName(item.Status),
            SystemMetadata = ItemFactsView.From(asset),
            Metadata = UserMetadataObject.ToElement(item.UserMetadataJson),
            Error = FailureView.From(item.Failure),
            CreatedAt = item.CreatedAt,
            UpdatedAt = item.UpdatedAt,
        };
}

/// <summary>
/// What is known of the file: seconds, frames a second, pixels, bytes. Images have neither duration nor frames; what is not probed yet is
/// absent.
/// </summary>
internal sealed record ItemFactsView(
    string AssetType,
    string Filename,
    double? Duration,
    double? Fps,
    int? Width,
    int? Height,
    string? CodecName,
    long? Size
)
{
    internal static ItemFactsView From(AssetRecord asset) =>
        new(
            ItemTypes.FromAsset(asset),
            asset.Filename,
            asset.DurationSec,
            asset.Fps,
            asset.Width,
            asset.Height,
            ReadCodec(asset.TechnicalMetadataJson),
            asset.SizeBytes
        );

    private static string? ReadCodec(string? technicalMetadataJson)
    {
        if (technicalMetadataJson is null)
        {
            return null;
        }

        using var facts = JsonDocument.Parse(technicalMetadataJson);
        return Text("video_codec") ?? Text("image_format");

        string? Text(string name) =>
            facts.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
