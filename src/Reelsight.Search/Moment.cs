using Reelsight.Core;

namespace Reelsight.Search;

/// <summary>A moment of a video that matches, half-open seconds.</summary>
public sealed record Moment
{
    /// <summary>The video.</summary>
    public required string VideoId { get; init; }

    /// <summary>Its content.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Inclusive.</summary>
    public required double StartSec { get; init; }

    /// <summary>Exclusive; greater than the start.</summary>
    public required double EndSec { get; init; }

    /// <summary>0-100, larger is better; comparable within one answer.</summary>
    public required double Score { get; init; }

    /// <summary>How strongly it matches.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>Why; never empty.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init; }

    /// <summary>What is said in the range, or null.</summary>
    public string? Transcription { get; init; }

    /// <summary>Derived blob key of a picture, or null.</summary>
    public string? Thumbnail { get; init; }
}
