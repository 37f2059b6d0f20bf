using System.Text.Json;
using System.Text.Json.Serialization;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>A knowledge store on the wire; <c>item_count</c> counts its items in every state.</summary>
internal sealed record KnowledgeStoreView
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public JsonElement? IngestionConfig { get; init; }
    public required int ItemCount { get; init; }
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static KnowledgeStoreView From(KnowledgeStoreRecord store, int itemCount) =>
        new()
        {
            Id = store.Id,
            Name = store.Name,
            Description = store.Description,
            IngestionConfig = UserMetadataObject.ToElement(store.IngestionConfigJson),
            ItemCount = itemCount,
            Metadata = store.Metadata,
            CreatedAt = store.CreatedAt,
            UpdatedAt = store.UpdatedAt,
        };
}
