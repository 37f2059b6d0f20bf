using Reelsight.Core;

namespace Reelsight.Search;

/// <summary>A moment of a video that matches a query; half-open seconds.</summary>
public sealed record Moment
{
    /// <summary>The video.</summary>
    public required string VideoId { get; init; }

    /// <summary>The media content of the video.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Start, inclusive.</summary>
    public required double StartSec { get; init; }

    /// <summary>End, exclusive; greater than the start.</summary>
    public required double EndSec { get; init; }

    /// <summary>0-100, larger is better; comparable within one result.</summary>
    public required double Score { get; init; }

    /// <summary>How certain the match is.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>Why it matches; never empty.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init; }

    /// <summary>The words spoken in the moment, or null.</summary>
    public string? Transcription { get; init; }

    /// <summary>Key of the derived blob that is its thumbnail, or null.</summary>
    public string? Thumbnail { get; init; }
}
