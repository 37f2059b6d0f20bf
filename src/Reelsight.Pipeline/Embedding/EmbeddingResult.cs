namespace Reelsight.Pipeline.Embedding;

/// <summary>The vectors of timed media, ordered by option (fused last), then whole after segments, then by time.</summary>
/// <param name="DurationSec">Length of the whole media, seconds.</param>
/// <param name="Segments">The vectors. A segment about which an option has nothing to say is absent.</param>
public sealed record EmbeddingResult(double DurationSec, IReadOnlyList<EmbeddingSegment> Segments);
