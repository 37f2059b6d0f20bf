namespace Reelsight.Storage.Records;

/// <summary>Which embeddings to compute of a video or audio file.</summary>
public sealed record EmbeddingRequest
{
    /// <summary>Whether it is a video, whose frames are embedded, or audio.</summary>
    public required bool IsVideo { get; init; }

    /// <summary>Start of the range in seconds.</summary>
    public double StartSec { get; init; }

    /// <summary>End of the range in seconds; null for the end of the file.</summary>
    public double? EndSec { get; init; }

    /// <summary>Fixed length of the segments in seconds; null to segment by shots.</summary>
    public double? FixedSec { get; init; }

    /// <summary>Minimum length in seconds of a segment by shots.</summary>
    public double MinSec { get; init; }

    /// <summary>Any of <c>visual</c>, <c>audio</c>, <c>transcription</c>.</summary>
    public required IReadOnlyList<string> Options { get; init; }

    /// <summary>Whether to embed each segment.</summary>
    public required bool Segments { get; init; }

    /// <summary>Whether to embed the whole range.</summary>
    public required bool Whole { get; init; }

    /// <summary>Whether to compute an embedding per option.</summary>
    public bool Separate { get; init; } = true;

    /// <summary>Whether to compute an embedding of all options together.</summary>
    public bool Fused { get; init; }
}
