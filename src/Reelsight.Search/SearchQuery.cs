using Reelsight.Storage.Stores;

namespace Reelsight.Search;

/// <summary>
/// A search over the ready videos of one index, by text, pictures, entities, or all of them. Text as a whole, the pictures together and
/// each entity weigh the same, and what answers more of them comes first.
/// </summary>
public sealed record SearchQuery
{
    /// <summary>The owner.</summary>
    public required string TenantId { get; init; }

    /// <summary>The index.</summary>
    public required string IndexId { get; init; }

    /// <summary>
    /// What was asked, as typed: plain words, "quoted phrases", prefix*, -excluded; see the guide on searching. Empty when pictures or
    /// entities say it all.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>Pictures of what to find, at most <see cref="MaxImages"/>: a moment that is like one of them answers.</summary>
    public IReadOnlyList<QueryImage> Images { get; init; } = [];

    /// <summary>Entities to find, at most <see cref="MaxEntities"/>.</summary>
    public IReadOnlyList<QueryImage> Entities { get; init; } = [];

    /// <summary>Evidence to use.</summary>
    public required Modalities Modalities { get; init; }

    /// <summary>How spoken words are matched.</summary>
    public TranscriptionMatch Transcription { get; init; } = TranscriptionMatch.Lexical | TranscriptionMatch.Semantic;

    /// <summary>
    /// Operator <c>and</c>: a moment must match in every modality asked for, and answer the text, each picture and each entity.
    /// The results are a subset of those without it.
    /// </summary>
    public bool RequireAll { get; init; }

    /// <summary>Videos to look in, or null for all; applied before ranking.</summary>
    public VideoFilter? Filter { get; init; }

    /// <summary>Pictures in one query at most.</summary>
    public const int MaxImages = 10;

    /// <summary>Entities in one query at most.</summary>
    public const int MaxEntities = 5;
}
