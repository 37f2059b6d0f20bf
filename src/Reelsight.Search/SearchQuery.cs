using Reelsight.Storage;

namespace Reelsight.Search;

/// <summary>The kinds of evidence a search may use: the API's <c>search_options</c>.</summary>
[Flags]
public enum Modalities
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>What is seen, on-screen text included.</summary>
    Visual = 1,
    /// <summary>What is heard; speech counts.</summary>
    Audio = 2,
    /// <summary>What is said, as words.</summary>
    Transcription = 4,
}

/// <summary>How spoken words are matched: the API's <c>transcription_options</c>.</summary>
[Flags]
public enum TranscriptionMatch
{
    /// <summary>By the words themselves.</summary>
    Lexical = 1,
    /// <summary>By meaning.</summary>
    Semantic = 2,
}

/// <summary>A text search over the ready videos of one index.</summary>
public sealed record SearchQuery
{
    /// <summary>The owner.</summary>
    public required string TenantId { get; init; }
    /// <summary>The index.</summary>
    public required string IndexId { get; init; }
    /// <summary>What was asked, as typed: words, "quoted phrases", prefix*.</summary>
    public required string Text { get; init; }
    /// <summary>Evidence to use.</summary>
    public required Modalities Modalities { get; init; }
    /// <summary>How spoken words are matched.</summary>
    public TranscriptionMatch Transcription { get; init; } = TranscriptionMatch.Lexical | TranscriptionMatch.Semantic;
    /// <summary>Operator <c>and</c>: a moment must match in every modality asked for. The results are a subset of those without it.</summary>
    public bool RequireEveryModality { get; init; }
    /// <summary>Videos to look in, or null for all; applied before ranking.</summary>
    public VideoFilter? Filter { get; init; }
}
