namespace Reelsight.Pipeline.Embed;

/// <summary>The vectors of timed media, ordered by option (fused last), then whole after segments, then by time.</summary>
/// <param name="DurationSec">Length of the whole media, seconds.</param>
/// <param name="Segments">The vectors. A segment about which an option has nothing to say is absent.</param>
public sealed record EmbeddingResult(double DurationSec, IReadOnlyList<EmbeddingSegment> Segments);

/// <summary>One vector: 512 numbers of length 1, for a half-open range in seconds.</summary>
/// <param name="Option">One of <see cref="EmbeddingOptions"/>.</param>
/// <param name="Whole">Whether it stands for the whole range asked for rather than one of its segments.</param>
/// <param name="StartSec">Inclusive.</param>
/// <param name="EndSec">Exclusive.</param>
/// <param name="Vector">The numbers.</param>
public sealed record EmbeddingSegment(string Option, bool Whole, double StartSec, double EndSec, float[] Vector);

/// <summary>What a vector is about, as the API spells it.</summary>
public static class EmbeddingOptions
{
    /// <summary>What is seen.</summary>
    public const string Visual = "visual";

    /// <summary>What is heard: the kind of sound, and what is said.</summary>
    public const string Audio = "audio";

    /// <summary>What is said.</summary>
    public const string Transcription = "transcription";

    /// <summary>All that were asked for, together.</summary>
    public const string Fused = "fused";
}
