using System.Text.Json.Serialization;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>An item collection on the wire.</summary>
internal sealed record ItemCollectionView
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }
    public required string KnowledgeStoreId { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
    public required int MemberCount { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static ItemCollectionView From(ItemCollectionRecord collection, int memberCount) =>
        new()
        {
            Id = collection.Id,
            KnowledgeStoreId = collection.KnowledgeStoreId,
            Name = collection.Name,
            Description = collection.Description,
            Metadata = collection.Metadata,
            MemberCount = memberCount,
            CreatedAt = collection.CreatedAt,
            UpdatedAt = collection.UpdatedAt,
        };
}
