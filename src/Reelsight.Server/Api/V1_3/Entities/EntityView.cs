using System.Text.Json;
using System.Text.Json.Serialization;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.Entities;

/// <summary>An entity on the wire. <c>error</c> goes beyond the contract: it says why an entity cannot leave <c>processing</c>.</summary>
internal sealed record EntityView
{
    private static readonly JsonElement _noMetadata = JsonElement.Parse("{}");

    [JsonPropertyName("_id")]
    public required string Id { get; init; }
    public required string EntityCollectionId { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public required JsonElement Metadata { get; init; }
    public required IReadOnlyList<string> AssetIds { get; init; }

    [OneOf(EntityRecord.Processing, EntityRecord.Ready)]
    public required string Status { get; init; }
    public FailureView? Error { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static EntityView From(EntityRecord entity) =>
        new()
        {
            Id = entity.Id,
            EntityCollectionId = entity.CollectionId,
            Name = entity.Name,
            Description = entity.Description,
            Metadata = UserMetadataObject.ToElement(entity.MetadataJson) ?? _noMetadata,
            AssetIds = entity.AssetIds,
            Status = entity.State,
            Error = FailureView.From(entity.Failure),
            CreatedAt = entity.CreatedAt,
            UpdatedAt = entity.UpdatedAt,
        };
}
