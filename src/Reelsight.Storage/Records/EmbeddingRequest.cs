namespace Reelsight.Storage.Records;

/// <summary>Which vectors to make of timed media.</summary>
public sealed record EmbeddingRequest
{
    /// <summary>Whether its pictures are wanted at all: a video, rather than sound.</summary>
    public required bool IsVideo { get; init; }

    /// <summary>From here on, seconds.</summary>
    public double StartSec { get; init; }

    /// <summary>Up to here, seconds; null is the end.</summary>
    public double? EndSec { get; init; }

    /// <summary>Length of every segment, seconds; null when shots decide.</summary>
    public double? FixedSec { get; init; }

    /// <summary>Least length of a segment when shots decide, seconds.</summary>
    public double MinSec { get; init; }

    /// <summary>Any of <c>visual</c>, <c>audio</c>, <c>transcription</c>.</summary>
    public required IReadOnlyList<string> Options { get; init; }

    /// <summary>Whether each segment is embedded.</summary>
    public required bool Segments { get; init; }

    /// <summary>Whether the whole range is embedded.</summary>
    public required bool Whole { get; init; }

    /// <summary>Whether each option has vectors of its own.</summary>
    public bool Separate { get; init; } = true;

    /// <summary>Whether there are vectors of all options together.</summary>
    public bool Fused { get; init; }
}
