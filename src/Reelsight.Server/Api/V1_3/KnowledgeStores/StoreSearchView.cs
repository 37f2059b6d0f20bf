using System.Text.Json;
using Reelsight.Server.Api.V1_3.Search;
using Reelsight.Server.Http.Json;
using Reelsight.Server.Http.Requests;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Api.V1_3.KnowledgeStores;

/// <summary>One page of a store search on the wire. The last page has no next token.</summary>
internal sealed record StoreSearchView(
    IReadOnlyList<StoreHitView> Data,
    string? NextPageToken,
    EffectiveOptionsView EffectiveSearchOptions
);

/// <summary>How the items were matched; empty when videos were left out.</summary>
internal sealed record EffectiveOptionsView(VideoOptionsView? Video);

/// <summary>How videos were matched.</summary>
internal sealed record VideoOptionsView([OneOf("visual", "audio")] IReadOnlyList<string> Modalities);

/// <summary>
/// A video with what matches in it, or an image that matches as a whole. <c>reasons</c>, here and on matches, go beyond the contract.
/// </summary>
internal sealed record StoreHitView
{
    [OneOf(ItemTypes.Video, ItemTypes.Image)]
    public required string AssetType { get; init; }
    public required int Rank { get; init; }
    public required string ItemId { get; init; }
    public HitMetadataView? Metadata { get; init; }
    public IReadOnlyList<StoreMatchView>? Matches { get; init; }
    public IReadOnlyList<ReasonView>? Reasons { get; init; }
}

/// <summary>An interval of a video that matches, half-open seconds, with what is said in it.</summary>
internal sealed record StoreMatchView(
    double StartSec,
    double EndSec,
    IReadOnlyList<string> Modalities,
    string? Transcription,
    IReadOnlyList<ReasonView> Reasons
);

/// <summary>Properties of a hit's item, and the metadata of its owner.</summary>
internal sealed record HitMetadataView(HitFactsView System, JsonElement User)
{
    private static readonly JsonElement _nothing = JsonDocument.Parse("{}").RootElement;

    internal static HitMetadataView From(VideoRecord item, bool isImage) =>
        new(
            new(isImage ? null : item.DurationSec, item.Width, item.Height, item.SizeBytes),
            UserMetadataObject.ToElement(item.UserMetadataJson) ?? _nothing
        );
}

/// <summary>Seconds, pixels, bytes; an image has no duration.</summary>
internal sealed record HitFactsView(double? Duration, int Width, int Height, long Size);
