using Reelsight.Search;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>A moment of a video of a store, or an image of it, that matches. Kept as JSON behind page tokens.</summary>
internal sealed record StoreHit
{
    public required string ItemId { get; init; }
    public required bool IsImage { get; init; }
    public required Moment Moment { get; init; }

    /// <summary>In which of the modalities that were asked for it matches.</summary>
    public required Modalities Modalities { get; init; }
}
