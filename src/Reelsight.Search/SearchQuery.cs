using Reelsight.Storage.Stores;

namespace Reelsight.Search;

/// <summary>
/// A query over the ready videos of one index: text, images, entities, or all of them. The text as a whole, the images together and each
/// entity have the same weight; moments that match more of them rank higher.
/// </summary>
public sealed record SearchQuery
{
    /// <summary>The owner.</summary>
    public required string TenantId { get; init; }

    /// <summary>The index.</summary>
    public required string IndexId { get; init; }

    /// <summary>
    /// The text as typed: plain words, "quoted phrases", prefix*, -excluded; see the guide on searching. May be empty when there are images
    /// or entities.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>Images of what to find, at most <see cref="MaxImages"/>: a moment matches when it resembles one of them.</summary>
    public IReadOnlyList<QueryImage> Images { get; init; } = [];

    /// <summary>Entities to find, at most <see cref="MaxEntities"/>.</summary>
    public IReadOnlyList<QueryImage> Entities { get; init; } = [];

    /// <summary>The kinds of evidence to use.</summary>
    public required Modalities Modalities { get; init; }

    /// <summary>How spoken words are matched.</summary>
    public TranscriptionMatch Transcription { get; init; } = TranscriptionMatch.Lexical | TranscriptionMatch.Semantic;

    /// <summary>
    /// Operator <c>and</c>: a moment must match in every modality asked for, and match the text, each image and each entity. The results
    /// are a subset of those without it.
    /// </summary>
    public bool RequireAll { get; init; }

    /// <summary>Restricts the videos that are searched, or null for all; applied before ranking.</summary>
    public VideoFilter? Filter { get; init; }

    /// <summary>Maximum number of images in a query.</summary>
    public const int MaxImages = 10;

    /// <summary>Maximum number of entities in a query.</summary>
    public const int MaxEntities = 5;
}
