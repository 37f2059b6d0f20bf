using System.Text.Json.Serialization;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.EntityCollections;

/// <summary>An entity collection on the wire.</summary>
internal sealed record EntityCollectionView
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static EntityCollectionView From(EntityCollectionRecord collection) =>
        new()
        {
            Id = collection.Id,
            Name = collection.Name,
            Description = collection.Description,
            CreatedAt = collection.CreatedAt,
            UpdatedAt = collection.UpdatedAt,
        };
}
